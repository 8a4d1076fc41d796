from gate.guard import LlamaGuard, Guardrail


def test_llama_guard_blocks():
    guard = LlamaGuard("meta-llama/Llama-Guard-3-1B")
    assert not guard.check("hello")
