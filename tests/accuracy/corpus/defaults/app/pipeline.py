from haystack_integrations.components.generators.nvidia import NvidiaChatGenerator
from haystack_integrations.components.generators.together_ai import TogetherAIChatGenerator

first = NvidiaChatGenerator()
second = TogetherAIChatGenerator()
third = TogetherAIChatGenerator(model="Qwen/Qwen3-235B-A22B")
