import mlflow

mlflow.set_registry_uri("databricks-uc")
model = mlflow.transformers.load_model("models:/system.ai.meta_llama_v3_1_8b_instruct/1")
other = mlflow.transformers.load_model("models:/system.ai.gte_large_en_v1_5/1")
