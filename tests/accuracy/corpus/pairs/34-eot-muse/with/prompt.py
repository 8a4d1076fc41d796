T = "<|header_start|>user<|header_end|>{u}<|eot|>"
