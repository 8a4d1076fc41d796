SYSTEM = "<|start_header_id|>system<|end_header_id|>"
END = "<|eot_id|>"
