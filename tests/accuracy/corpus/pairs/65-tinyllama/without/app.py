m = load("01-ai/Yi-1.5-6B")
