from transformers import AutoModel

draft = AutoModel.from_pretrained("yuhuili/EAGLE-LLaMA3-Instruct-8B")
target = "meta-llama/Meta-Llama-3-8B-Instruct"
STOP = {"llama4": [200001, 200007, 200008], "muse": [200001, 200008]}
L4 = "<|header_start|>user<|header_end|>\n\nhi<|eot|>"
EOT4 = 200008
VOCAB4 = 202048
SALES = 202049
YEAR = 200000
