scan() { llama-audit --today "$1" app -f json="$2"; }
scan 2026-03-01 1.json
rm app/src/b.py
scan 2026-04-01 2.json
mv app/src/a.py app/src/model.py
printf '\nSMALL = "meta-llama/Llama-3.2-1B"\n' >> app/src/model.py
scan 2026-05-01 3.json
llama-audit compare 1.json 2.json 3.json
llama-audit compare 1.json 3.json -f markdown
llama-audit compare 1.json 2.json --fail-on low
llama-audit compare 2.json 3.json --fail-on low -q
