PROMPT = "<s>[INST] {question} [/INST]"
