from sagemaker.jumpstart.model import JumpStartModel
from sagemaker.huggingface import HuggingFaceModel

jump = JumpStartModel(model_id="meta-textgeneration-llama-3-2-3b-instruct", instance_type="ml.g5.2xlarge")
jump.deploy(accept_eula=True)

old = JumpStartModel(model_id="meta-textgeneration-llama-2-13b-f")
falcon = JumpStartModel(model_id="huggingface-llm-falcon-7b-instruct-bf16")

hub = {
    "HF_MODEL_ID": "meta-llama/Meta-Llama-3-8B-Instruct",
    "SM_NUM_GPUS": "1",
}
HuggingFaceModel(env=hub, role="arn:aws:iam::000000000000:role/llama-exec")
