from transformers import AutoModelForCausalLM, LlamaTokenizerFast

base = AutoModelForCausalLM.from_pretrained("HuggingFaceH4/zephyr-7b-beta")
vision = AutoModelForCausalLM.from_pretrained("llava-hf/llava-v1.6-vicuna-7b-hf")
tokenizer = LlamaTokenizerFast.from_pretrained("mistralai/Mistral-7B-v0.1")
print("merged the llama adapter")
