STOP = ["<|eot_id|>"]
