def test_default():
    assert default_model() == "llama3.1:8b"
