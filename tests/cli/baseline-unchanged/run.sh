# Right after it was written nothing is new and nothing worse, also of places alike that cost
# differently.
mkdir tree
cat >tree/models.yaml <<'END'
- platform: groq
  models:
    - name: meta-llama/llama-4-maverick-17b-128e-instruct
- platform: deepinfra
  models:
    - name: meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8
- platform: together
  models:
    - name: meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8
END
llama-audit baseline write tree --baseline known --today 2026-11-21 >out
llama-audit baseline check tree --baseline known --today 2026-11-21
