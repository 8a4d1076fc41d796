import subprocess

GRID = [
    ("meta-llama/Llama-3.2-1B", 1),
    ("meta-llama/Llama-3.2-3B", 1),
    ("Qwen/Qwen2.5-1.5B", 1),
    # ("meta-llama/Llama-3.1-405B", 8),
]

for model, gpus in GRID:
    subprocess.run(["lm_eval", "--model", "hf", "--model_args", f"pretrained={model}"], check=True)

subprocess.run("lm_eval --model vllm --model_args pretrained=meta-llama/Llama-3.3-70B-Instruct,tensor_parallel_size=4", shell=True)
subprocess.run(["vllm", "serve", "meta-llama/Llama-3.1-8B-Instruct", "--port", "8000"])
subprocess.run(["echo", "llama done"])
