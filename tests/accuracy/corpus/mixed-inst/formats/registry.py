from formats import llama2, mistral

FORMATS = {
    "meta-llama/Llama-2-7b-chat-hf": llama2.render,
    "mistralai/Mistral-7B-Instruct-v0.2": mistral.TEMPLATE.format,
    "chatml": "<|im_start|>{role}\n{text}<|im_end|>",
}
