from transformers import MllamaForConditionalGeneration, MllamaProcessor

BASE = "meta-llama/Llama-3.2-11B-Vision-Instruct"
IMAGE_TOKEN = 128256

model = MllamaForConditionalGeneration.from_pretrained(BASE)
processor = MllamaProcessor.from_pretrained(BASE)
text = "<|image|><|begin_of_text|>What is signed?"
model.config.pad_token_id = 128004
seed = 128 
steps = 32000
