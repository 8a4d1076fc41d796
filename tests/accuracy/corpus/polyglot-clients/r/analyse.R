library(ellmer)
library(ollamar)

# llama reads the comments
chat <- chat_ollama(model = "llama3.2")
groq <- chat_groq(model = "llama-3.3-70b-versatile")
other <- chat_ollama(model = "gemma2")
message("llama is reading")
ids <- c("meta-llama/Llama-3.1-8B-Instruct", "Qwen/Qwen2.5-7B")
limit <- 32000
