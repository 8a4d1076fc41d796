using OllamaSharp;
using Alias = Microsoft.Extensions.AI;
namespace N {
    [Attr("x", Name = "y")]
    class Calls : Base {
        const string Model = "meta-llama/\n" + @"Llama""3";
        public string Property { get; set; } = "llama3";
        string Expression => "llama2";
        void Build(string name = "llama") {
            var o = new Options { Model = "llama3", Extra = new() { ["k"] = "v" } };
            Chat(model: "llama3", "y");
            client.Get("z").Post<Type>("w");
            this.model = $"llama{size}b";
            x = Environment.GetEnvironmentVariable("MODEL") ?? "llama3";
            var d = new Dictionary<string, string> { { "a", "b" }, ["c"] = "d" };
            string[] list = { "llama", "other" };
            var raw = """<|eot_id|>""";
        }
    }
    enum Kind { Llama = 1 }
}
