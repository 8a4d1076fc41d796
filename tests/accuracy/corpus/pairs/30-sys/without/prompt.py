MODEL = "mistral-7b"
T = "<s>[INST] {s} {u} [/INST]"
