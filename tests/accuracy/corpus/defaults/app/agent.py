from agno.models.ollama import Ollama
from agno.models.nvidia import Nvidia

local = Ollama()
named = Ollama(id="qwen3:8b")
nim = Nvidia()
chosen = Nvidia(id="mistralai/mistral-small-3.1-24b-instruct")
