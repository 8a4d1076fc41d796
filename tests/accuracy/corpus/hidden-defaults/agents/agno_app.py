from agno.agent import Agent
from agno.models.fireworks import Fireworks
from agno.models.nvidia import Nvidia
from agno.models.ollama import Ollama
from agno.models.openai import OpenAIChat

local = Agent(model=Ollama())
named = Agent(model=Ollama(id="qwen2.5:7b"))
named_llama = Agent(model=Ollama(id="llama3.2"))
cloud = Agent(model=Nvidia())
cloud_named = Agent(model=Nvidia(id="mistralai/mistral-large"))
fast = Agent(model=Fireworks())
gpt = Agent(model=OpenAIChat())
