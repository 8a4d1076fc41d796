import torch
from transformers import LlamaConfig, LlamaForCausalLM, MllamaForConditionalGeneration

config = LlamaConfig(vocab_size=128256, hidden_size=2048, num_hidden_layers=16)
model = LlamaForCausalLM(config)
vision = MllamaForConditionalGeneration.from_pretrained("meta-llama/Llama-3.2-11B-Vision")
torch.onnx.export(model, torch.ones(1, 8, dtype=torch.long), "out/llama.onnx")
small = torch.nn.Embedding(32000, 512)
