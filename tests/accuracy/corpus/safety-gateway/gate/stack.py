from llama_stack_client import LlamaStackClient

client = LlamaStackClient(base_url="http://localhost:8321")
client.shields.register(shield_id="llama-guard", provider_shield_id="meta-llama/Llama-Guard-3-1B")
answer = client.inference.chat_completion(model_id="meta-llama/Llama-3.2-3B-Instruct", messages=[])
print("stack of llamas", answer)
