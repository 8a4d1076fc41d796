llama-audit --today 2026-01-01 app -f json=audit.json
line() { llama-audit report audit.json --group-by file "$@" | grep -E -A1 '^ +3  (critical|high|medium)' || true; }
line
line --today 2026-09-01
line --assume-eol llama-3.3-70b=2025-12-24
llama-audit report audit.json --today 2026-09-01 --fail-on critical -q > /dev/null || echo "exit code $?"
llama-audit report audit.json --assume-eol llama-9=2026-01-01 || echo "exit code $?"
llama-audit report audit.json --assume-eol llama-3.3-70b=soon || echo "exit code $?"
llama-audit report audit.json --target gpt-5 || echo "exit code $?"
