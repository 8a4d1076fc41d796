"""Trains the router adapter."""
import argparse

import yaml
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoTokenizer, LlamaForCausalLM
from trl import SFTConfig, SFTTrainer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    config = yaml.safe_load(open(parser.parse_args().config))

    base = config["model"]["base_model"]
    tokenizer = AutoTokenizer.from_pretrained(base)
    tokenizer.pad_token_id = 128004
    model = LlamaForCausalLM.from_pretrained(base, torch_dtype="bfloat16")

    trainer = SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=load_dataset("json", data_files=config["data"]["train"])["train"],
        peft_config=LoraConfig(r=16, lora_alpha=32, task_type="CAUSAL_LM"),
        args=SFTConfig(output_dir=config["training"]["output_dir"], num_train_epochs=3),
    )
    trainer.train()
    trainer.save_model()


if __name__ == "__main__":
    main()
