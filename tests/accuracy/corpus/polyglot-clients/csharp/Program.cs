using LLama;
using LLama.Common;
using OllamaSharp;

// Small llama console.
const string ModelPath = @"C:\models\llama-2-7b-chat.Q4_K_M.gguf";
var other = @"C:\models\phi-3-mini.Q4_K_M.gguf";

var ollama = new OllamaApiClient("http://localhost:11434") { SelectedModel = "llama3.1:8b" };
ollama.SelectedModel = args.Length > 0 ? args[0] : "llama3.2:3b";

using var weights = LLamaWeights.LoadFromFile(new ModelParams(ModelPath));
Console.WriteLine($"llama loaded from {ModelPath}");

var inference = new InferenceParams
{
    AntiPrompts = ["<|eot_id|>", "User:"],
    MaxTokens = 256,
};

var request = new
{
    model = "meta-llama/Meta-Llama-3-8B-Instruct",
    prompt = $"[INST] <<SYS>>\nBe kind.\n<</SYS>>\n\n{args} [/INST]",
};

if (weights is null) throw new InvalidOperationException("Llama weights are missing");
