import os

import torch
from datasets import load_dataset
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM, AutoTokenizer, BitsAndBytesConfig
from transformers import LlamaForCausalLM, LlamaTokenizerFast
from trl import SFTConfig, SFTTrainer

BASE = "meta-llama/Llama-3.1-8B"
OUT = "out/llama-tickets"
RESPONSE = "<|start_header_id|>assistant<|end_header_id|>"

tok = AutoTokenizer.from_pretrained(BASE)
tok.pad_token = "<|finetune_right_pad_id|>"
tok.pad_token_id = 128004

model = LlamaForCausalLM.from_pretrained(BASE, torch_dtype=torch.bfloat16)
lora = LoraConfig(r=16, target_modules=["q_proj", "k_proj", "v_proj", "o_proj"], task_type="CAUSAL_LM")
model = get_peft_model(model, lora)

train = load_dataset("yahma/alpaca-cleaned", split="train")
more = load_dataset("allenai/tulu-3-sft-mixture", split="train")
print("training llama on", len(train), "rows")


def render(row):
    return (
        "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n"
        + row["instruction"]
        + "<|eot_id|>"
        + RESPONSE
        + "\n\n"
        + row["output"]
        + "<|eot_id|>"
    )


def alpaca_prompt(row):
    return f"### Instruction:\n{row['instruction']}\n\n### Response:\n{row['output']}"


trainer = SFTTrainer(
    model=model,
    train_dataset=train,
    args=SFTConfig(output_dir=OUT, max_seq_length=8192, learning_rate=2e-4),
)
trainer.train()
