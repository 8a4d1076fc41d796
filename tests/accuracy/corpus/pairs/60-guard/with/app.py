g = load("meta-llama/Llama-Guard-3-8B")
