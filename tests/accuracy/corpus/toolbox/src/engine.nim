import std/[os, httpclient]
# llama3
const model = "llama3.1:8b"
let url = getEnv("OLLAMA_HOST", "http://127.0.0.1:11434")
echo "llama3.1:8b at ", url
