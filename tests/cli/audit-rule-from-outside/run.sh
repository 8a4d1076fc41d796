# Only a configuration from outside of the tree can do away with the tool's own findings.
cat >own.yml <<'END'
ignore:
  - {rule: audit/bare-suppression, reason: we move to the new form this week}
END
mkdir tree
echo 'x = 1  # llama-audit:ignore model-reference/id' >tree/a.py
llama-audit --config own.yml -f csv --today 2026-11-21 tree | cut -d, -f1-4,11
cp own.yml tree/.llama-audit.yml
llama-audit -f csv --today 2026-11-21 tree | cut -d, -f1-4,11
