from pipecat.services.groq.llm import GroqLLMService
from pipecat.services.ollama.llm import OLLamaLLMService

fast = GroqLLMService(api_key=KEY)
other = GroqLLMService(api_key=KEY, model="openai/gpt-oss-120b")
home = OLLamaLLMService()
