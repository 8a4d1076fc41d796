# `rules:` is meant from the folder of the configuration, wherever the command is run.
mkdir -p repository/audit repository/src elsewhere
cat >repository/audit/own.yaml <<'END'
category: model-reference
rules:
  - id: model-reference/in-house
    title: The name of our own deployment
    why: It serves Llama.
    in: [string, value]
    match: { text: ["chat-prod-1"] }
    confidence: high
    examples:
      yes: [{ path: a.py, text: 'x = "chat-prod-1"' }]
      no: [{ path: a.py, text: 'x = "chat"' }]
END
echo 'rules: [audit/own.yaml]' >repository/.llama-audit.yml
echo 'M = "chat-prod-1"' >repository/src/a.py
git -C repository init -q
cd repository/src
llama-audit -f csv | tail -n +2 | cut -d, -f1-4
cd ../../elsewhere
llama-audit -f csv ../repository | tail -n +2 | cut -d, -f1-4
llama-audit -f csv --config ../repository/.llama-audit.yml ../repository | tail -n +2 | cut -d, -f1-4
