from transformers import AutoModelForCausalLM, LlavaForConditionalGeneration

VICUNA = AutoModelForCausalLM.from_pretrained("lmsys/vicuna-7b-v1.5")
LLAVA = LlavaForConditionalGeneration.from_pretrained("llava-hf/llava-1.5-7b-hf")
HERMES = AutoModelForCausalLM.from_pretrained("NousResearch/Hermes-2-Pro-Llama-3-8B")
MISTRAL_HERMES = AutoModelForCausalLM.from_pretrained("NousResearch/Hermes-2-Pro-Mistral-7B")
DISTILL = AutoModelForCausalLM.from_pretrained("unsloth/DeepSeek-R1-Distill-Llama-8B-unsloth-bnb-4bit")
YI = AutoModelForCausalLM.from_pretrained("01-ai/Yi-6B")
# GUANACO = AutoModelForCausalLM.from_pretrained("timdettmers/guanaco-33b-merged")
VICUNA_SYSTEM = "A chat between a curious user and an artificial intelligence assistant."

CHOICES = [
    "teknium/OpenHermes-2.5-Mistral-7B",
    "NousResearch/Nous-Hermes-13b",
    "WizardLMTeam/WizardCoder-Python-34B-V1.0",
    "WizardLMTeam/WizardCoder-15B-V1.0",
    "mattshumer/Reflection-Llama-3.1-70B",
    "upstage/SOLAR-10.7B-Instruct-v1.0",
    "stabilityai/stablelm-2-1_6b",
]
print("vicuna is loaded")
