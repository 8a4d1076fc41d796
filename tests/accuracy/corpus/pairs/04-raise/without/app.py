raise ValueError("llama3.1:8b")
