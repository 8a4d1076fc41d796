from app.settings import Settings


def test_default_is_llama():
    assert Settings().chat_model == "llama3.1:8b"


def test_prompt_is_rendered():
    from app.prompts import build_prompt
    text = build_prompt("hi")
    assert text.startswith("<|begin_of_text|><|start_header_id|>system")
    assert text.count("<|eot_id|>") == 2


def test_split_tag():
    """Any tag will do, llama or not."""
    assert "a:b".split(":") == ["a", "b"]
