m = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id until=2026-12-01 -- not mine
