from nemo.collections import llm

recipe = llm.llama3_8b.finetune_recipe(name="llama_ft", num_nodes=1)
model = llm.LlamaModel(llm.Llama31Config8B())
other = llm.MistralModel(llm.MistralConfig7B())
llm.import_ckpt(model=model, source="hf://meta-llama/Llama-3.1-8B")
