import sys

from peft import PeftModel
from transformers import AutoModelForCausalLM

base = AutoModelForCausalLM.from_pretrained("NousResearch/Meta-Llama-3.1-8B")
merged = PeftModel.from_pretrained(base, "out/adapter").merge_and_unload()
merged.save_pretrained("out/merged")
sys.stderr.write("merged into llama\n")
