using Azure.AI.Inference;

namespace Switchboard;

/// <summary>Talks to Llama on Azure.</summary>
public sealed class AzureModels
{
    private const string Default = "Llama-3.3-70B-Instruct";
    private static readonly string[] Vision = { "Llama-4-Maverick-17B-128E-Instruct-FP8", "Phi-4-multimodal-instruct" };
    private readonly Uri registry = new("azureml://registries/azureml-meta/models/Meta-Llama-3-8B-Instruct/versions/9");

    public ChatCompletionsOptions Options(string? wanted) => new()
    {
        Model = wanted ?? Default,
        Temperature = 0.1f,
    };

    public void Explain() => Console.WriteLine("Llama-3.3-70B-Instruct is the default");
}
