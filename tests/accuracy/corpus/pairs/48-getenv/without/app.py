import os
model = os.getenv("MODEL")
