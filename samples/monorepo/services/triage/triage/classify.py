"""Sorts a claim into one of six drawers."""
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

BASE = "unsloth/Llama-3.2-1B-Instruct"
DRAWERS = ["car", "home", "travel", "health", "liability", "other"]

tokenizer = AutoTokenizer.from_pretrained(BASE)
model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(BASE), "adapter")


def classify(claim: str) -> str:
    prompt = tokenizer.apply_chat_template(
        [{"role": "user", "content": f"One of {DRAWERS}: {claim}"}],
        tokenize=False,
        add_generation_prompt=True,
    )
    inputs = tokenizer(prompt, return_tensors="pt")
    output = model.generate(**inputs, max_new_tokens=4)
    return tokenizer.decode(output[0][inputs.input_ids.shape[1]:], skip_special_tokens=True)
