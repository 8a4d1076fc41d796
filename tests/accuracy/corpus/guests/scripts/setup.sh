#!/usr/bin/env bash
cat > .env <<EOF
MODEL=meta-llama/Llama-3.1-8B-Instruct
# MODEL=llama2
EOF
cat <<'MSG'
Now talk to Llama 3.1.
MSG
python3 - <<'PY'
from transformers import AutoModelForCausalLM
AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.2-1B")
PY
python -c "from huggingface_hub import snapshot_download as d; d('meta-llama/Llama-3.2-3B')"
node -e 'require("ollama").default.pull({model: "llama3.2:1b"})'
curl http://localhost:11434/api/pull -d '{"name": "llama3.1:8b"}'
curl -s "$URL" --data-binary @- <<JSON
{"model": "llama3.1:8b", "prompt": "$1"}
JSON
printf '%s\n' 'FROM llama3.2' 'PARAMETER temperature 0' > Modelfile
[ "$MODEL" = "llama3.1" ] && EXTRA="--tool-call-parser llama3_json"
case "$MODEL" in
  meta-llama/*) TEMPLATE=llama3 ;;
  Qwen/*) TEMPLATE=qwen ;;
esac
for m in llama3.1:8b mistral qwen3; do ollama pull "$m"; done
ssh gpu1 "ollama pull llama3.3"
sed -i 's#llama2#llama3.1#' config.yaml
grep -q llama3 config.yaml || exit 1
: "${MODEL:=llama3.1:8b}"
export LLAMA_CLOUD_API_KEY=x
