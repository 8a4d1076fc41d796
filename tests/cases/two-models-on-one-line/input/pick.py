model = "meta-llama/Llama-3.1-8B-Instruct" if small else "meta-llama/Llama-3.3-70B-Instruct"
