import os
from vllm import LLM, SamplingParams

MODEL = os.environ.get("WORKSHOP_MODEL", "meta-llama/Llama-3.1-8B-Instruct")
STOP_IDS = [128001, 128009]
WINDOW = 128000
PRICE = {"llama-3.1-8b-instant": 0.05, "gemma2-9b-it": 0.2}
PETS = ["llama", "alpaca", "vicuna"]


def load():
    """Loads Llama."""
    return LLM(MODEL, max_model_len=8192)


def ask(llm, text):
    prompt = f"<|start_header_id|>user<|end_header_id|>\n\n{text}<|eot_id|>"
    other = f"<|im_start|>user\n{text}<|im_end|>"
    params = SamplingParams(stop_token_ids=STOP_IDS)
    if "llama" in MODEL.lower():
        return llm.generate(prompt, params)
    return llm.generate(other)
