import os

from langchain_openai import ChatOpenAI

primary = ChatOpenAI(model=os.environ["PRIMARY_MODEL"])
backup = ChatOpenAI(model=os.environ["BACKUP_MODEL"])
inline = ChatOpenAI(model=os.getenv("INLINE_MODEL", "meta-llama/Llama-3.1-8B-Instruct"))
fixed = ChatOpenAI(model="gpt-4o-mini")
