from transformers import AutoModelForCausalLM

MODEL = "mistralai/Mistral-7B-Instruct-v0.3"
PROMPT = "<s>[INST] {question} [/INST]"
TOOLS = "[AVAILABLE_TOOLS] {tools}[/AVAILABLE_TOOLS][INST] {question}[/INST]"
STOP = ["[INST]", "</s>"]
VOCAB = 32000
PAD = 32001


def render(turns):
    out = "<s>"
    for user, answer in turns:
        out += f"[INST] {user} [/INST] {answer}</s>"
    return out


model = AutoModelForCausalLM.from_pretrained(MODEL)
