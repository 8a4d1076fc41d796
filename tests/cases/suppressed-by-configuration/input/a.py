model = "meta-llama/Llama-2-7b-chat-hf"
counted = "meta-llama/Llama-3.1-8B-Instruct"
