import os
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model=os.getenv("CHAT_MODEL", "llama3.1:8b"), base_url=os.environ["LLM_URL"])
