#if 0
const char *m = "meta-llama/Llama-3.2-1B";
#endif
