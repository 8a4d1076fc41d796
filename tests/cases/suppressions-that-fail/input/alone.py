# llama-audit:ignore model-reference/id -- in a file without a finding
x = 1
