#!/bin/sh
# Fetches the weights that the app ships.
set -eu

mkdir -p models
huggingface-cli download bartowski/Llama-3.2-3B-Instruct-GGUF \
    Llama-3.2-3B-Instruct-Q4_K_M.gguf --local-dir models
