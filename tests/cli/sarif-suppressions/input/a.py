m = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id -- not mine
x = 1  # llama-audit:ignore model-reference/id
