import logging

# expect: name
logging.info("running llama3.1 on the old cluster")
# expect: none
logging.info("running qwen3 on the new cluster")
