# expect: none
MODEL = "mistralai/Mistral-7B-Instruct-v0.2"
# expect: none
PROMPT = "<s>[INST] {user} [/INST]"
