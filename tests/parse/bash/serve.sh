#!/usr/bin/env bash
# Serves meta-llama/Llama-3.1-8B-Instruct
set -euo pipefail
MODEL=${MODEL:-llama3}
export OTHER="meta-llama/Llama-2-7b" EMPTY=
HF_TOKEN=x vllm serve "$MODEL" \
    --tool-call-parser llama3_json --max-model-len=8192 --tokenizer="$MODEL"
for m in llama2 "llama3:8b"; do ollama pull $m; done
MODELS=(llama3 'llama2'
  mistral)
if [[ "$1" == llama* ]]; then
  echo "using ${1}" >&2 2>/dev/null | tee log.txt
fi
case "$name" in
  llama3|llama2) run --model "$name" ;;
  *) exit 1 ;;
esac
start() { docker run -e MODEL=llama3 vllm/vllm-openai:v0.6 --model $(cat model.txt) `pwd`; }
python3 -m vllm.entrypoints.openai.api_server --model meta-llama/Llama-3-8B & wait
python -c 'import ollama; ollama.chat(model="llama3")'
cat > Modelfile <<EOT
FROM llama3
EOT
python3 - <<'PY'
model = "llama3"
PY
cat <<-EOT
	<|eot_id|> text
	EOT
curl -d '{"model": "llama3", "stream": false}' http://localhost:11434/api/generate
run --model ${{ inputs.model }} --name "a-{{ .Values.model }}"
echo it's
