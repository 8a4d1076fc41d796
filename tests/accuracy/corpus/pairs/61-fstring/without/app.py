size = "7B"
m = f"Qwen/Qwen2.5-{size}-Instruct"
