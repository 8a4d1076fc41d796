"""Merges the adapter into its base model."""
import argparse

from peft import PeftModel
from transformers import AutoModelForCausalLM

BASE = "meta-llama/Llama-3.1-8B-Instruct"

parser = argparse.ArgumentParser()
parser.add_argument("--adapter", default="adapters/router")
parser.add_argument("--out", required=True)
args = parser.parse_args()

model = AutoModelForCausalLM.from_pretrained(BASE, revision="0e9e39f249a16976918f6564b8830bc894c89659")
PeftModel.from_pretrained(model, args.adapter).merge_and_unload().save_pretrained(args.out)
