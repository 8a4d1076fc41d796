import os
model = os.getenv("MODEL", "llama3.1")
