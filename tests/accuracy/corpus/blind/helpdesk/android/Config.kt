object Config {
    const val MODEL = "Llama-3.2-3B-Instruct-q4f16_1-MLC"
    const val OTHER = "gemma-2-2b-it-q4f16_1-MLC"
    val hosts = mapOf("deepinfra" to "meta-llama/Meta-Llama-3.1-70B-Instruct", "mistral" to "mistral-large-latest")
    // "llama-3.1-405b-reasoning"
}
