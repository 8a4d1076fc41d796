package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"github.com/ollama/ollama/api"
	"github.com/tmc/langchaingo/llms/ollama"
)

const (
	defaultModel = "llama3.1:8b"
	// oldModel  = "llama2:7b"
	embedModel   = "nomic-embed-text"
	maxBody      = 128000
)

// Models lists what users may pick. The llama entries come first.
var Models = []string{
	"llama-3.3-70b-versatile",
	"llama-3.1-8b-instant",
	"gemma2-9b-it",
}

var aliases = map[string]string{
	"big":   "meta-llama/Llama-3.1-405B-Instruct",
	"small": "meta-llama/Llama-3.2-1B-Instruct",
	"code":  "codellama/CodeLlama-34b-Instruct-hf",
}

type Llama3Template struct{}

func (Llama3Template) Render(user string) string {
	return fmt.Sprintf("<|start_header_id|>user<|end_header_id|>\n\n%s<|eot_id|>", user)
}

func main() {
	model := os.Getenv("RELAY_MODEL")
	if model == "" {
		model = defaultModel
	}
	llm, err := ollama.New(ollama.WithModel("llama3.2"))
	if err != nil {
		log.Fatalf("llama is not reachable: %v", err)
	}
	client, _ := api.ClientFromEnvironment()
	req := &api.ChatRequest{Model: "llama3.2:3b"}
	_ = client.Chat(context.Background(), req, nil)
	fmt.Println("llama answered", llm, model)
}
