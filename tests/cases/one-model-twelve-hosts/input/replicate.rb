MODEL = "meta/meta-llama-3.1-8b-instruct"
