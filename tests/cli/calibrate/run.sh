# From finished moves to weights and days, and back into an audit.
mkdir tree
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >tree/a.py
mkdir tree/sub
echo 'stop = ["<|eot_id|>"]' >tree/sub/b.py
llama-audit tree --today 2026-11-21 -f json=before.json
cat >actuals.csv <<'CSV'
report,target,days,path,work,count,note
before.json,qwen-3,6,,,,"all of it, by one"
before.json,qwen-3,0.5,sub/,,,
,mistral,5,,re-evaluate,,
,mistral,1,,ollama-tag,4,
,gemma-4,9,,retrain,,
CSV
llama-audit calibrate actuals.csv --today 2026-11-21
echo "-- the overlay"
llama-audit calibrate actuals.csv --today 2026-11-21 -o -
llama-audit calibrate actuals.csv --today 2026-11-21 -o ours.yaml >/dev/null
echo "-- in use"
llama-audit tree --rules ours.yaml --today 2026-11-21 -q
llama-audit tree --rules ours.yaml --today 2026-11-21 -f json=after.json
grep -A6 '"calibration"' after.json
llama-audit report after.json -q >saved
llama-audit tree --rules ours.yaml --today 2026-11-21 -q | cmp - saved
echo "-- fitted weights are no start"
llama-audit calibrate actuals.csv --rules ours.yaml || echo "exit $?"
sed -i 's/before/after/' actuals.csv
llama-audit calibrate actuals.csv || echo "exit $?"
echo "-- it lies in the tree that it judges"
cp ours.yaml tree
llama-audit tree --rules tree/ours.yaml --today 2026-11-21 -f csv | cut -d, -f1-4,11 | grep audit
