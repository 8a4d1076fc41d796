first = "meta-llama/Llama-3.1-8B-Instruct"

last = "meta-llama/Llama-3.3-70B-Instruct"