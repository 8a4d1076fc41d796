MODELS = {
    # expect: id
    "vicuna": "lmsys/vicuna-7b-v1.5",
    # expect: id
    "r1": "deepseek-r1-distill-llama-70b",
    # expect: none
    "r1-qwen": "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    # expect: id
    "hermes": "NousResearch/Hermes-3-Llama-3.1-8B",
    # expect: none
    "hermes-mistral": "NousResearch/Hermes-2-Pro-Mistral-7B",
    # expect: none
    "zephyr": "HuggingFaceH4/zephyr-7b-beta",
    # expect: none
    "starling": "Nexusflow/Starling-LM-7B-beta",
    # expect: id
    "nemotron": "nvidia/Llama-3.1-Nemotron-70B-Instruct-HF",
    # expect: none
    "nemotron-h": "nvidia/Nemotron-H-8B-Base-8K",
}
