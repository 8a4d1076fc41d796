import os
from langchain_openai import ChatOpenAI

llm = ChatOpenAI(model=os.environ["CHAT_MODEL"], base_url=os.environ["LLM_URL"])
