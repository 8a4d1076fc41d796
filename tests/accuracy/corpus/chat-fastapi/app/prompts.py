"""Prompt text. Llama likes short system prompts."""

HEADER = "<|start_header_id|>{role}<|end_header_id|>\n\n"
END = "<|eot_id|>"
# BEGIN = "<|begin_of_text|>"

SYSTEM = "You are the voice of a tea house. Answer in two sentences."


def build_prompt(text: str) -> str:
    parts = ["<|begin_of_text|>"]
    parts.append(HEADER.format(role="system") + SYSTEM + END)
    parts.append(HEADER.format(role="user") + text + END)
    return "".join(parts) + HEADER.format(role="assistant")


def llama_style(text: str) -> str:
    return text.strip()
