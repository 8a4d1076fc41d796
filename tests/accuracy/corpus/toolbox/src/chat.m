#import "LlamaEngine.h"
// llama-2
static NSString *const kModel = @"Llama-3.2-1B-Instruct-Q4_K_M.gguf";
static NSString *const kStop = @"<|eot_id|>";
void report(void) { NSLog(@"llama-3.2 loaded"); }
