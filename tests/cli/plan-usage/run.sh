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
