from transformers.models.llama import modeling_llama

from .flash import forward


def replace_llama_attn_with_flash_attn():
    modeling_llama.LlamaAttention.forward = forward


def replace_gpt2_attn():
    raise NotImplementedError("only llama so far")
