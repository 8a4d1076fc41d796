# expect: llama2-inst
OLD = "<s>[INST] <<SYS>>\n{system}\n<</SYS>>\n\n{user} [/INST]"
# expect: llama3-header
NEW = "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n{user}<|eot_id|>"
# expect: llama3-header
STOP = ["<|eot_id|>"]
# expect: none
CHATML = "<|im_start|>user\n{user}<|im_end|>"
# expect: none
ALPACA = "### Instruction:\n{user}\n\n### Response:\n"

LONG = """
# expect: none
line
"""
