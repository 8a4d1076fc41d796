# Each value says where it comes from; a flag wins over the environment, that over the file.
mkdir -p repository/services/chat
cd repository
git init -q
cat >.llama-audit.yml <<'END'
exclude:
  - third_party
  - "*.min.js"
fail_on: medium
rules: [audit/rules]
target: mistral
END
cd services/chat
export LLAMA_AUDIT_FAIL_ON=high LLAMA_AUDIT_TARGET=olmo-2
llama-audit config show --target qwen-3 --require-coverage --warn-retiring 10
echo
llama-audit config show --config ../../.llama-audit.yml -f json |
    grep -e '"key"' -e '"source"' -e '"place"' | head -n 9
