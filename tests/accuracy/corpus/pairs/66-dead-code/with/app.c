const char *m = "meta-llama/Llama-3.2-1B";
