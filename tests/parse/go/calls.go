package main

import (
	"fmt"
	api "github.com/ollama/ollama/api"
)

const Model = "llama3"
const (
	A = "b"
	B
)

var raw string = `<|eot_id|>`

type Config struct {
	Model string `json:"model"`
}

func (s *Server) Chat(prompt string) {
	name := os.Getenv("MODEL")
	req := &api.ChatRequest{
		Model:    "llama" + "3",
		Messages: []api.Message{{Role: "user", Content: prompt}},
		Options:  map[string]any{"stop": "x"},
		Id:       aws.String("meta.llama3-8b"),
	}
	s.model = "llama2"
	s.client.Chat(ctx, req, 'c', 12)
	switch name {
	case "llama":
		fmt.Println("using llama")
	}
	ids := []string{"a", "b"}
}
