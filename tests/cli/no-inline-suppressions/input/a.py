m = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id -- why
x = 1  # llama-audit:ignore nothing
