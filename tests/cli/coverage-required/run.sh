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
