class Weights {
    static final String FILE = "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf";
}
