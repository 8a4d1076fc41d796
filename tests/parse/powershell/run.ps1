# comment
$model = "llama`n3"
$env:OLLAMA_MODEL = 'llama3'
ollama run llama3 --verbose
if ($x -eq "llama") { Invoke-RestMethod -Uri "http://x" -Body (@{ model = "llama2" } | ConvertTo-Json) }
docker run ollama/ollama
$text = @"
<|eot_id|>
"@
