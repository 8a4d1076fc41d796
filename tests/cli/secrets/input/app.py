import ollama
client = make(model="llama-3.1-8b-instant", api_key="gsk_FAKE3notarealkey3dddddddddddddddddddddddddddddd")
url = "https://user:FAKE4hunter2@llm.example.com/v1?model=llama-3.1-8b-instant"
headers = {"Authorization": "Bearer FAKE5notarealbearertoken555555555", "model": "llama3.1:8b"}
aws = dict(model="meta.llama3-1-8b-instruct-v1:0", aws_secret_access_key="FAKE6wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLE")
