def test_llama31_8b():
    assert default_model()
