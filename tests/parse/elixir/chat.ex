alias LangChain.ChatModels.ChatOllamaAI
@model "llama3"
def run(prompt), do: Ollama.chat(model: "llama3:8b", stream: true)
# comment
