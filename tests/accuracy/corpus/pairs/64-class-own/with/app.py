class Llama3Template:
    eot = "<|eot_id|>"
