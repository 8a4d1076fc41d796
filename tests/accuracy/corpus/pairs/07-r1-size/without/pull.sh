ollama pull deepseek-r1:32b
