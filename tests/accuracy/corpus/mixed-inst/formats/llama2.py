"""Llama 2 chat format."""
B_INST, E_INST = "[INST]", "[/INST]"
B_SYS, E_SYS = "<<SYS>>\n", "\n<</SYS>>\n\n"


def render(system: str, user: str) -> str:
    return f"{B_INST} {B_SYS}{system}{E_SYS}{user} {E_INST}"
