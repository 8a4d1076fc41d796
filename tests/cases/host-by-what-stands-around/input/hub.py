from transformers import AutoModelForCausalLM

# Groq answers with the same model when there is no GPU.
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-4-Scout-17B-16E-Instruct")
