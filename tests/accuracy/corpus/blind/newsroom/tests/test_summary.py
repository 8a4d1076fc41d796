from newsroom.settings import SUMMARY_MODEL


def test_default():
    assert SUMMARY_MODEL == "groq/llama-3.3-70b-versatile"


def test_llama_is_not_named_in_titles():
    assert "vicuña" not in "an animal of the Andes"
