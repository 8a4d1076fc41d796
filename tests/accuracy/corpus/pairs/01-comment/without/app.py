# MODEL = "meta-llama/Llama-3.1-8B-Instruct"
MODEL = "gpt-4o"
