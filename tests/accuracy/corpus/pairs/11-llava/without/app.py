m = load("llava-hf/llava-v1.6-mistral-7b-hf")
