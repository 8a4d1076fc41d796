from farm import Llama


def test_llama_spits():
    assert Llama("x").spit()
