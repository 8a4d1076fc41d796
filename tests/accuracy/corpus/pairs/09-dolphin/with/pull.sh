ollama pull dolphin-llama3
