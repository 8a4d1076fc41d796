vllm serve NousResearch/Hermes-2-Pro-Mistral-7B
