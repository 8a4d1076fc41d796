# Duties of the licences in use: what is found, what is not, what people have to check.
mkdir -p tree/site
echo 'model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")' >tree/a.py
llama-audit tree --today 2026-11-21 | sed -n '/^licences/,/^$/p'
echo "-- with what it asks for"
cat >tree/LICENSE-LLAMA.txt <<'TXT'
LLAMA 3.1 COMMUNITY LICENSE AGREEMENT
Llama 3.1 Version Release Date: July 23, 2024
TXT
cat >tree/NOTICE <<'TXT'
Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc.
TXT
echo '<footer>Built with Llama</footer>' >tree/site/index.html
echo 'Use is subject to https://llama.meta.com/llama3_1/use-policy.' >tree/site/TERMS.md
llama-audit tree --today 2026-11-21 --target qwen-3 -v 2>/dev/null | sed -n '/^licences/,/^$/p'
llama-audit tree --today 2026-11-21 --target qwen-3 -f markdown | sed -n '/What the licences/,/qwen-3/p'
echo "-- the notice of another version is none of this one"
sed -i 's/3\.1/3.3/g' tree/NOTICE
llama-audit tree --today 2026-11-21 | sed -n '/^licences/,/instead/p'
echo "-- what only names a format has no weights"
rm -r tree/*
echo 'stop = ["<|eot_id|>"]' >tree/a.py
llama-audit tree --today 2026-11-21 | grep -c licences || true
echo "-- a licence that is not described"
mkdir rules
cat >rules/licences.yaml <<'YAML'
duties: {}
licences: []
YAML
echo 'model = AutoModelForCausalLM.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")' >tree/a.py
llama-audit tree --rules rules --today 2026-11-21 | sed -n '/^licences/,/^$/p'
sed -i 's/\[\]/[{ id: x, name: y, duties: { notize: z } }]/' rules/licences.yaml
llama-audit tree --rules rules || echo "exit $?"
