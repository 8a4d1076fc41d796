from planner import DEFAULT, Planner


def test_default_model():
    assert DEFAULT.endswith("meta-llama/llama-4-scout")


def test_llama_backups_are_used():
    assert Planner().backups[0].startswith("groq/")
