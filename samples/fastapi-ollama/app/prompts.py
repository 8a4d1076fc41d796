"""Prompts of the support bot."""

SYSTEM_PROMPT = "You are the support assistant of a bicycle shop. Answer in two sentences."

SUMMARY = "Summarise the conversation for the next colleague in three bullet points."


def render_history(history: list[dict]) -> str:
    """The raw prompt of the summary: the small model is called without a chat template."""
    parts = ["<|begin_of_text|>"]
    for turn in history:
        parts.append(f"<|start_header_id|>{turn['role']}<|end_header_id|>\n\n{turn['content']}<|eot_id|>")
    parts.append(f"<|start_header_id|>user<|end_header_id|>\n\n{SUMMARY}<|eot_id|>")
    parts.append("<|start_header_id|>assistant<|end_header_id|>\n\n")
    return "".join(parts)
