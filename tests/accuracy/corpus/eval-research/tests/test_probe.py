import pytest

from probe import KNOWN


@pytest.mark.parametrize("name", ["meta-llama/Llama-2-7b-hf"])
def test_llama_is_known(name):
    assert name in KNOWN


def test_load():
    from transformers import AutoConfig
    config = AutoConfig.from_pretrained("meta-llama/Llama-2-7b-hf")
    assert config.vocab_size == 32000
    assert config.model_type == "llama"


def test_shapes():
    assert 32000 % 64 == 0
