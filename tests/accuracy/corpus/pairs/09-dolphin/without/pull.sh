ollama pull dolphin-mistral
