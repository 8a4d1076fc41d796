# expect: transformers-class
from transformers import LlamaForCausalLM
# expect: none
from transformers import Qwen3ForCausalLM
# expect: module
from transformers.models.llama import modeling_llama

# expect: transformers-class
WRAP = {"LlamaDecoderLayer"}
# expect: none
TARGETS = ["q_proj", "k_proj", "v_proj"]
