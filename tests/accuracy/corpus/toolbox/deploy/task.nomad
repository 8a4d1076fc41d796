job "llm" {
  group "g" {
    task "vllm" {
      driver = "docker"
      config {
        image = "vllm/vllm-openai:latest"
        args  = ["--model", "meta-llama/Llama-3.1-8B-Instruct", "--max-model-len", "8192"]
      }
      # env { MODEL = "llama2" }
    }
  }
}
