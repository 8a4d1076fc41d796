ollama pull deepseek-r1:8b
