# expect: file
PATH = "models/llama-2-7b-chat.Q4_K_M.gguf"
# expect: runtime/gguf
OTHER = "models/qwen2.5-7b.Q4_K_M.gguf"
# expect: original-checkpoint
STATE = "checkpoints/consolidated.00.pth"
