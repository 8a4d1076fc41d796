# What gateways and routers fall back to, and whether that ends with Llama, too.
mkdir tree
cat >tree/litellm.yaml <<'YAML'
model_list:
  - model_name: main
    litellm_params:
      model: groq/llama-3.3-70b-versatile
  - model_name: backup
    litellm_params:
      model: together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo
  - model_name: other
    litellm_params:
      model: anthropic/claude-sonnet-4
litellm_settings:
  default_fallbacks: [other]
  fallbacks: [{ main: [backup] }, { other: [main] }]
router_settings:
  context_window_fallbacks:
    - main: [backup, other]
YAML
cat >tree/a.py <<'PY'
first = completion(model="groq/llama-3.3-70b-versatile", fallbacks=["together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo"])
again = completion(model="groq/llama-3.3-70b-versatile", messages=history, num_retries=2,
                   fallbacks=["together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo", "gpt-4o"])
FALLBACK_MODELS = ["llama-3.1-8b-instant"]
PY
cat >tree/route.ts <<'TS'
const url = "https://openrouter.ai/api/v1/chat/completions";
const body = { model: "meta-llama/llama-3.3-70b-instruct", models: ["meta-llama/llama-3.1-8b-instruct", "openai/gpt-4o"] };
TS
cat >list.py <<'PY'
import json
report = json.load(open("out.json"))
for row in report["fallbacks"]:
    names = [f"{e['text']} ({e['model'] or 'no Llama'})" for e in row["entries"]]
    print(f"{row['path']}:{row['line']}", row["primary"] or "-", "->", ", ".join(names),
          "" if row["primary_is_llama"] else "[in place of no Llama]",
          "ENDS IN LLAMA" if row["ends_in_llama"] else "")
for row in report["stay"]["items"]:
    if "fallback" in row["kind"]:
        print(row["kind"], f"{row['path']}:{row['line']}", row["detail"])
PY
llama-audit tree --today 2026-11-21 -f json=out.json
python3 list.py
echo "-- the report keeps it"
llama-audit report out.json -f json=again.json
cmp out.json again.json
echo "-- weights of today do not change what was scored"
mkdir rules && echo 'renames: []' >rules/renames.yaml
llama-audit report out.json --rules rules 2>&1 | grep -A1 "saved scan" || true
echo "-- none at all"
rm tree/litellm.yaml tree/a.py
sed -i 's/, models.*]//' tree/route.ts
llama-audit tree --today 2026-11-21 -f json=out.json
python3 list.py
llama-audit tree --today 2026-11-21 | sed -n '/^staying/,/^$/p'
