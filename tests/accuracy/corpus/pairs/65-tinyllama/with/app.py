m = load("meta-llama/Llama-3.2-1B")
