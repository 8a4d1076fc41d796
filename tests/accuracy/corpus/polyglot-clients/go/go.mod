module example.org/llama-relay

go 1.22

require (
	github.com/meta-llama/llama-stack-client-go v0.1.0
	github.com/ollama/ollama v0.3.12
	github.com/tmc/langchaingo v0.1.12
)
