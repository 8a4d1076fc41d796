from agno.models.ollama import Ollama
m = Ollama(id="qwen3")
