package clients

import (
	"context"
	"log"

	"github.com/openai/openai-go"
)

// vertexModel is served by the model garden. It was meta/llama-3.1-8b-instruct-maas once.
const vertexModel = "meta/llama-3.3-70b-instruct-maas"

var publishers = map[string]string{
	"scout":  "publishers/meta/models/llama-4-scout-17b-16e-instruct-maas",
	"gemini": "publishers/google/models/gemini-2.5-flash",
	"self":   "meta/llama3@llama-3-8b-001",
}

func Vertex(ctx context.Context, c openai.Client, q string) (string, error) {
	log.Printf("asking llama: %d bytes", len(q))
	r, err := c.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model: vertexModel,
	})
	if err != nil {
		return "", err
	}
	return r.Choices[0].Message.Content, nil
}
