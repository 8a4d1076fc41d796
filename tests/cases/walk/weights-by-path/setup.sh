mkdir -p input/models
printf 'GGUF\003\000\000\000' >input/models/llama-3.1-8b-instruct.Q4_K_M.gguf
