vllm serve NousResearch/Hermes-2-Pro-Llama-3-8B
