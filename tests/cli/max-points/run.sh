# The sum counts, too, whatever the severities.
mkdir tree
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >tree/a.py
llama-audit tree -q --max-points 1000 --today 2026-11-21 | tail -1
llama-audit tree -q --max-points 1 --target qwen-3 --today 2026-11-21 | tail -1
llama-audit tree -q --max-points 1 --today 2026-11-21 >out || echo "exit $?"
echo 'max_points: 1' >tree/.llama-audit.yml
llama-audit tree -q --today 2026-11-21 >out || echo "exit $?"
llama-audit tree -f json --today 2026-11-21 | grep -e '"max_points"' -e '"over_points"'
cd tree; git init -q; git add .; git commit -qm all
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >b.py
llama-audit --diff HEAD -q --today 2026-11-21 >../out

cd ..
echo "-- every format that people look at says why"
for format in markdown junit github sarif; do
    llama-audit tree -q --max-points 1 --target qwen-3 --today 2026-11-21 -f $format >out || true
    grep -c 'points for Qwen 3, at most 1 are allowed' out
done
llama-audit tree --max-points 1 --today 2026-11-21 -f json=../r.json || true
llama-audit report ../r.json -q | grep failed
