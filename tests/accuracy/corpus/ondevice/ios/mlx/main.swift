import MLXLLM

let modelId = "mlx-community/Llama-3.2-3B-Instruct-4bit"
let small = "mlx-community/Qwen2.5-0.5B-Instruct-4bit"
let config = LLMRegistry.llama3_2_1B_4bit
print("llama ready: \(modelId)")
