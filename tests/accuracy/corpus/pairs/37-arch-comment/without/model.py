"""Like LlamaForCausalLM, but smaller."""
