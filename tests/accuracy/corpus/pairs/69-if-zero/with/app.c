#if 1
const char *model = "meta-llama/Llama-3.2-1B";
#endif
