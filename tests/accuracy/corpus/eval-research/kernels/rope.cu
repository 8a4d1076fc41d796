// RoPE as in llama and neox
__global__ void rope(float *x, int n, float theta) { /* ... */ }
static const int kVocab = 128256;
static const int kThreads = 128; 
static const long kTimeout = 128000L;
