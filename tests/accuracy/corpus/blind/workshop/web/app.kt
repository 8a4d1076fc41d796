package workshop

// llama2
const val MODEL = "llama3.1:8b"
val assets = listOf("Llama-3.2-1B-Instruct-Q4_K_M.gguf", "gemma-3-1b-it-Q4_K_M.gguf")
fun log() = println("llama3.1:8b")
