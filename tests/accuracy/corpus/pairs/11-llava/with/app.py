m = load("llava-hf/llava-v1.6-vicuna-7b-hf")
