MODEL = "meta-llama/Llama-2-7b-chat-hf"
T = "<s>[INST] {u} [/INST]"
