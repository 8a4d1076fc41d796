"""Downloads the weights."""
from huggingface_hub import hf_hub_download
from llama_cpp import Llama

path = hf_hub_download(
    repo_id="bartowski/Llama-3.2-1B-Instruct-GGUF",
    filename="Llama-3.2-1B-Instruct-Q4_K_M.gguf",
)
llm = Llama(model_path=path, n_ctx=4096, chat_format="llama-3")
other = Llama(model_path="models/qwen2.5-0.5b-instruct-q8_0.gguf", n_ctx=4096)
third = Llama.from_pretrained(repo_id="TheBloke/CodeLlama-7B-Instruct-GGUF", filename="*Q4_K_M.gguf")
