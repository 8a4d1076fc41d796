ollama pull deepseek-r1:70b
