const stop = ["<|im_end|>"];
