"""Mistral chat format."""
TEMPLATE = "<s>[INST] {user} [/INST]"
MODEL = "mistralai/Mistral-7B-Instruct-v0.2"
