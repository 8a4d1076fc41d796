#import "llama.h"
NSString *model = @"llama3";
[client chat:@"llama2" with:x];
