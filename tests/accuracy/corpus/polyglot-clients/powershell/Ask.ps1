<#
.SYNOPSIS
Asks llama a question.
#>
param(
    [string]$Model = "llama3.1:8b",
    [string]$Question
)
$body = @{ model = "llama3.2:3b"; prompt = $Question } | ConvertTo-Json
Write-Verbose "llama gets $body"
Invoke-RestMethod -Uri "http://localhost:11434/api/generate" -Method Post -Body $body
