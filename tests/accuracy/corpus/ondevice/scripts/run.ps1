param([string]$Model = "Llama-3.2-1B-Instruct-Q4_K_M.gguf")
# llama-cli must be on the path
Write-Host "Starting llama with $Model"
& llama-cli.exe -m "models/$Model" -p "hi"
$env:OLLAMA_HOST = "127.0.0.1:11434"
ollama run llama3.2:1b "hi"
