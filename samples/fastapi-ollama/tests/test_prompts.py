from app.prompts import render_history


def test_history_ends_with_the_assistant_header():
    prompt = render_history([{"role": "user", "content": "My chain is loose."}])
    assert prompt.endswith("<|start_header_id|>assistant<|end_header_id|>\n\n")
