# Only in a clean tree, unless it is forced; a second time changes nothing.
git init -q repo
cd repo
printf 'MODEL=meta-llama/Llama-3.1-8B-Instruct\r\nLOG=1' > .env.example
printf '#!/bin/sh\nvllm serve meta-llama/Llama-3.1-8B-Instruct --tool-call-parser llama3_json\n' > serve.sh
chmod 755 serve.sh
git add .
git commit -qm a
apply() {
    code=0
    llama-audit plan --to qwen-3 --apply "$@" -f text=/dev/null --today 2026-11-21 . || code=$?
    echo "exit $code"
}
echo '# changed' >> serve.sh
apply
git diff --stat
apply --force
git diff -U0 | tr '\r' '~' | sed -n '/^[-+@]/p'
git ls-files -s | cut -c1-6
apply --force
git diff --stat
git commit -qam b
apply
git status --short
