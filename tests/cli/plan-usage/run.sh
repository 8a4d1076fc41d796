# What is wrong is said before anything is read.
mkdir input
plan() {
    code=0
    llama-audit plan "$@" input 2>&1 || code=$?
    echo "exit $code"
}
plan
plan --to qwen
plan --to qwen-3 -f sarif
plan --to qwen-3 --apply --patch a.patch
plan --to qwen-3 --only nothing --patch -
llama-audit plan --to qwen-3 input more 2>&1 || echo "exit $?"
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\nSTOP = ["<|eot_id|>"]\n' > input/a.py
for place in $(llama-audit scan --format json input | sed -n 's/.*"fingerprint": *"\([^"]*\)".*/\1/p'); do
    plan --to qwen-3 --only "$place" --patch -
done
