# llama-audit:ignore model-reference/id -- the line above
model = "meta-llama/Llama-3.1-8B-Instruct"

# llama-audit:ignore model-reference/id -- two of them for one line
# llama-audit:ignore prompt-format/llama3-header until=2026-11-21 -- its last day
prompt = "<|eot_id|>" + "meta-llama/Llama-3.1-8B-Instruct"

print(1)  # type: ignore  # llama-audit:ignore model-reference/id -- holds for its own line only
counted = "meta-llama/Llama-3.1-8B-Instruct"
