from llama_stack.apis import Tool

MODEL = "meta-llama/Llama-3.1-8B-Instruct"
