from pipecat.services.groq import GroqLLMService
from pipecat.services.ollama import OLLamaLLMService

groq = GroqLLMService(api_key="")
groq_named = GroqLLMService(api_key="", model="openai/gpt-oss-120b")
local = OLLamaLLMService()
local_named = OLLamaLLMService(model="gemma2")
