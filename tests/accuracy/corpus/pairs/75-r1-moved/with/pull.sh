ollama pull deepseek-r1:8b-llama-distill-q4_K_M
