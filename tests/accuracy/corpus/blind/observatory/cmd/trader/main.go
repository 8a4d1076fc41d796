package main

import (
	"github.com/alpacahq/alpaca-trade-api-go/v3/alpaca"
	"github.com/ollama/ollama/api"
)

const whirlpool = "https://api.mainnet.orca.so/v1/whirlpool/list"

var request = api.GenerateRequest{
	Model: "dolphin-llama3:8b",
	Raw:   true,
}

func client() *alpaca.Client { return alpaca.NewClient(alpaca.ClientOpts{}) }
