from peft import LoraConfig
from trl import SFTTrainer

# expect: name-or-path
model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B")
# expect: none
config = LoraConfig(r=16, target_modules=["q_proj", "v_proj"])
