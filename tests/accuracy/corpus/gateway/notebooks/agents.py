from langchain.chat_models import init_chat_model
from pydantic_ai import Agent
import dspy

chat = init_chat_model("groq:llama-3.3-70b-versatile", temperature=0)
local = init_chat_model("ollama:llama3.1")
remote = init_chat_model("bedrock:us.meta.llama3-3-70b-instruct-v1:0")
plain = init_chat_model("llama3.2:3b", model_provider="ollama")
gem = init_chat_model("google_genai:gemini-2.5-flash")
agent = Agent("groq:llama-3.1-8b-instant", system_prompt="You tell llama jokes.")
lm = dspy.LM("together_ai/meta-llama/Llama-3.2-3B-Instruct-Turbo")
lm2 = dspy.LM("ollama_chat/mistral")
web = "Llama-3.2-1B-Instruct-q4f16_1-MLC"
web2 = "Qwen2.5-1.5B-Instruct-q4f16_1-MLC"
assert "llama" in chat.name
