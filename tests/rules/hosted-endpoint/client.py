import os

# expect: llama-api
BASE = "https://api.llama.com/compat/v1/"
# expect: llama-api-key
KEY = os.environ["LLAMA_API_KEY"]
# expect: none
CLOUD = os.environ["LLAMA_CLOUD_API_KEY"]
# expect: none
GROQ = "https://api.groq.com/openai/v1"
