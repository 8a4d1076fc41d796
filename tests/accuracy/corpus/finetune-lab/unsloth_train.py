from unsloth import FastLanguageModel
from unsloth.chat_templates import get_chat_template

max_seq_length = 2048

model, tokenizer = FastLanguageModel.from_pretrained(
    model_name="unsloth/Meta-Llama-3.1-8B-Instruct-bnb-4bit",
    max_seq_length=max_seq_length,
    load_in_4bit=True,
)
# model_name="unsloth/llama-3-8b-bnb-4bit" also fits
tokenizer = get_chat_template(tokenizer, chat_template="llama-3.1")
model.save_pretrained_gguf("out", tokenizer, quantization_method="q4_k_m")
model.push_to_hub("tickets/llama-3.1-8b-tickets-lora")
