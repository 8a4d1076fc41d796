"""Probe hidden states.

    python probe.py --model meta-llama/Llama-2-7b-hf
"""
import argparse
import sys

from transformers import AutoModelForCausalLM, AutoTokenizer
from transformers.models.llama.modeling_llama import LlamaAttention, LlamaDecoderLayer

HOOKS = {
    "llama": "model.layers.{i}.self_attn.o_proj",
    "gpt2": "transformer.h.{i}.attn",
}
KNOWN = {
    "meta-llama/Llama-2-7b-hf": 32,
    "meta-llama/Llama-2-13b-hf": 40,
    "EleutherAI/pythia-6.9b": 32,
}


class LlamaProbe:
    """Hooks a llama."""

    def attach(self, model):
        for module in model.modules():
            if isinstance(module, LlamaDecoderLayer):
                module.register_forward_hook(self.keep)
            elif isinstance(module, LlamaAttention):
                module.register_forward_hook(self.keep)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", default="meta-llama/Llama-2-7b-hf", help="any llama will do")
    parser.add_argument("--baseline", choices=["huggyllama/llama-7b", "gpt2"], default="gpt2")
    args = parser.parse_args()
    model = AutoModelForCausalLM.from_pretrained(args.model)
    tok = AutoTokenizer.from_pretrained("hf-internal-testing/llama-tokenizer")
    if model.config.model_type == "llama":
        print("a llama it is")
    if model.config.architectures[0] == "LlamaForCausalLM":
        sys.exit("use the llama script")
    if tok.vocab_size == 128256:
        tok.add_special_tokens({"pad_token": "<|reserved_special_token_0|>"})
    return tok.convert_tokens_to_ids("<|eot_id|>")


if __name__ == "__main__":
    main()
