package main

import "testing"

func TestLlamaIsFirst(t *testing.T) {
	if Models[0] != "llama-3.3-70b-versatile" {
		t.Errorf("llama should be first")
	}
}
