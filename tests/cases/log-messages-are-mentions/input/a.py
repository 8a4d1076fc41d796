import logging

logging.info("loading meta-llama/Llama-3.1-8B-Instruct")
print("using llama3.1:8b")
