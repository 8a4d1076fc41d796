module example.org/desk

go 1.23

require (
	github.com/meta-llama/llama-stack-client-go v0.1.0
	github.com/ollama/ollama v0.9.0
	github.com/alpacahq/alpaca-trade-api-go/v3 v3.8.0
)
