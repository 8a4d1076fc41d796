# What was not read fails the run, and every format that people look at says so.
mkdir tree
printf 'model = "meta-llama/Llama-3.1-8B-Instruct"\n' >tree/a.py
head -c 3000 /dev/zero | tr '\000' 'x' >tree/long.py
try() {
    llama-audit --today 2026-11-21 --max-file-size 1k --require-coverage=limit tree "$@"
}
try -q >out || echo "exit $?"
tail -1 out
for format in markdown junit github sarif; do
    try -f $format 2>err >out || true
    grep 'coverage is required' out
done
# A saved report says it again, and fails again.
try -f json=report.json -q >out 2>err || true
grep missing_coverage report.json
for format in markdown junit github sarif html; do
    try -f $format >direct 2>err || true
    llama-audit report report.json -f $format >again 2>err || echo "$format: exit $?"
    cmp direct again || true
done
sed 's/"missing_coverage":.*/"missing_coverage": "<b>"/' report.json >forged.json
llama-audit report forged.json || echo "exit $?"
