from diffusers import HiDreamImagePipeline
from transformers import LlamaForCausalLM

encoder = LlamaForCausalLM.from_pretrained("meta-llama/Meta-Llama-3.1-8B-Instruct")
pipe = HiDreamImagePipeline.from_pretrained("HiDream-ai/HiDream-I1-Full", text_encoder_4=encoder)
