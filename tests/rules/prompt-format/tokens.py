# One token a statement: each is a finding of its own rule.
# expect: llama2-sys
SYS = "<<SYS>>"
# expect: llama3-text-bounds
BOT = "<|begin_of_text|>"
# expect: llama3-reserved
RESERVED = "<|reserved_special_token_5|>"
# expect: llama4-eot
EOT = "<|eot|>"
# expect: codellama-infill
MID = "<MID>"
# expect: llama3-ipython
turn = {"role": "ipython", "content": result}
# expect: none
END = "<|im_end|>"
