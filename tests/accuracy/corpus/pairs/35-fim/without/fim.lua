local fim = { "<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>" }
