# expect: import
from llama_stack_client import LlamaStackClient
# expect: none
from llama_index.core import Settings
# expect: none
from llama_parse import LlamaParse
