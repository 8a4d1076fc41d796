# expect: name
# was llama2 before
MODEL = "Qwen/Qwen3-8B"
# expect: none
# llamas live in the Andes
ANIMAL = "llama"
# expect: none
AUTHOR = "Llama3013"
