from langchain_community.llms import CloudflareWorkersAI, Ollama

first = Ollama()
second = Ollama(model="mistral")
third = Ollama(base_url="http://localhost:11434")
edge = CloudflareWorkersAI(account_id="x", api_token="")
