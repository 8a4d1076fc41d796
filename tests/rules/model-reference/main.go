package main

// expect: id
const defaultModel = "llama3.1:8b"

func request() map[string]any {
	return map[string]any{
		// expect: id
		"model": "llama3.3",
		// expect: none
		"stream": false,
	}
}
