from mem0 import Memory

config = {
    "llm": {"provider": "groq", "config": {"temperature": 0.1}},
    "embedder": {"provider": "openai"},
}
config_named = {
    "llm": {"provider": "groq", "config": {"model": "gemma2-9b-it"}},
}
memory = Memory.from_config(config)
