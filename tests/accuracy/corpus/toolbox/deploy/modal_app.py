import modal

image = modal.Image.debian_slim().pip_install("vllm==0.9.0")
app = modal.App("llama-serve", image=image)
MODEL = "neuralmagic/Meta-Llama-3.1-8B-Instruct-quantized.w4a16"


@app.function(gpu="A10G")
def serve():
    import subprocess
    subprocess.Popen(["vllm", "serve", MODEL, "--served-model-name", "llama"])
