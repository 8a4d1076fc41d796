<#
.SYNOPSIS
  Asks llama3.1 a question.
#>
param(
  [string]$Model = 'llama3.1:8b',
  [string]$Question
)
# ollama pull llama2
ollama pull $Model
$body = @{ model = 'llama3.2:1b'; prompt = $Question } | ConvertTo-Json
Invoke-RestMethod -Uri http://localhost:11434/api/generate -Method Post -Body $body
Write-Host "Asked llama3.1:8b" -ForegroundColor Green
$env:HF_MODEL = "meta-llama/Llama-3.2-1B"
winget install Ollama.Ollama
