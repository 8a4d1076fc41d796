const stop = ["<|eot_id|>"];
