size = "8B"
m = f"meta-llama/Llama-3.1-{size}-Instruct"
