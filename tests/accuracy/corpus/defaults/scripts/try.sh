mlx_lm.generate --prompt "hello"
mlx_lm.generate --model mlx-community/Qwen3-4B-4bit --prompt "hello"
mlx_lm.server --help
