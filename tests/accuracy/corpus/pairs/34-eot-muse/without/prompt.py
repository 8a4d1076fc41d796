T = "<|start|>user<|message|>{u}<|eot|>"
