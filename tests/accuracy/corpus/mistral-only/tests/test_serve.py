from serve import render


def test_render():
    assert render([("a", "b")]) == "<s>[INST] a [/INST] b</s>"
