from haystack_integrations.components.generators.nvidia import NvidiaChatGenerator
from haystack_integrations.components.generators.ollama import OllamaGenerator

small = OllamaGenerator()
chosen = OllamaGenerator(model="zephyr")
nim = NvidiaChatGenerator()
nim_chosen = NvidiaChatGenerator(model="mistralai/mixtral-8x7b-instruct-v0.1")
