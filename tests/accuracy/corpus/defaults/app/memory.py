from mem0 import Memory

config = {
    "llm": {
        "provider": "groq",
        "config": {"temperature": 0.1},
    },
}
memory = Memory.from_config(config)
plain = {"llm": {"provider": "openai", "config": {"model": "gpt-4o-mini"}}}
