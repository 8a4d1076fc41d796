# expect: llama3-token-id
out = model.generate(ids, eos_token_id=[128001, 128009])
# expect: llama3-token-id
PAD_TOKEN_ID = 128004
# expect: none
MAX_CONTEXT = 128000
# expect: none
ORDER_NUMBER = 128009
# expect: llama3-vocab-size
VOCAB_SIZE = 128256
# expect: class
from transformers import LlamaTokenizer
# expect: none
from transformers import AutoTokenizer
