#if false
var old = "llama2:13b";
#endif
var model = $"meta-llama/{Family()}-8B";
var verbatim = @"C:\models\Llama-3.2-1B-Instruct-Q4_K_M.gguf";
var raw = """
    {"model": "llama3.2:1b"}
    """;
