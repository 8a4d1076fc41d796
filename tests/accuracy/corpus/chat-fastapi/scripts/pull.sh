#!/bin/sh
set -eu
# pulls llama and friends
MODELS="llama3.1:8b llama3.2:3b"
for m in $MODELS; do
    echo "pulling $m"
    ollama pull "$m"
done
echo "llama models are ready"
curl -s http://localhost:11434/api/generate -d '{"model":"llama3.1:8b","prompt":"hi"}'
python - <<'PY'
import ollama
ollama.show("llama3.2:3b")
PY
python3 -c 'import ollama; print(ollama.generate(model="llama3.2", prompt="hi"))'
