#!/bin/sh
mlx_lm.chat
mlx_lm.generate --prompt "hello"
mlx_lm.generate --model mlx-community/Mistral-7B-Instruct-v0.3-4bit --prompt "hello"
