"""Docstrings are prose: llama3 here is a mention."""
import os
import transformers.models.llama as llama
from transformers import LlamaForCausalLM as Model, AutoTokenizer

MODEL = os.getenv("MODEL", "llama3")
STOP_IDS = [128001, -1]
ROLES = {"system": {"start": "<|start_header_id|>"}}


class Chat(Base):
    "Also prose."
    model: str = "llama3.1"

    def build(self, model="llama2", *, host: str = 'local'):
        self.llm = ChatOllama("llama3", STOP_IDS, model=MODEL, url=settings.url, n=0.2)
        self.other = Client().chat.create(model=os.environ["OTHER"], options={"k": ["v"]})[0]
        logger.info("running %s", model)
        return str("llama3").upper() if model == "llama2" else load(*args, **kwargs)


def plain():
    # meta-llama/Llama-2-7b
    x: dict = dict(a="b")
    return lambda y="z": x
