# A pull request that wants to be green: nothing it does hides what it adds.
try() {
    llama-audit --today 2026-11-21 --diff main --fail-on medium "$@"
}
show() {
    try -f csv -f json=../report.json >../out || echo "exit $?"
    cut -d, -f1-4,11 ../out | tail -n +2
    sed -n '/^  "suppressed"/,$p' ../report.json | grep '^      "fingerprint"' | wc -l |
        sed 's/$/ suppressed/'
}
start() {
    echo "== $1"
    git checkout -qf main
    git clean -qfd
    git checkout -qb "$1"
}

mkdir tree
cd tree
git init -q -b main
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >old.py
echo 'fail_on: medium
baseline: .llama-audit-baseline' >.llama-audit.yml
llama-audit baseline write >../out
git add .
git commit -qm main

start configuration
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >new.py
printf 'fail_on: none\nmin_confidence: high\nexclude: ["*.py"]\nignore:\n  - {rule: model-reference/id, reason: hush}\n' >.llama-audit.yml
show
llama-audit --diff main --today 2026-11-21 -q | grep -e 'change has' -e failed
echo "-- without --diff, one from elsewhere decides, and the working tree's is told"
printf 'fail_on: medium\n' >../outside.yml
llama-audit --config ../outside.yml --today 2026-11-21 -q | tail -1
llama-audit --today 2026-11-21 -q | grep -e 'settings of' -e 'left out'

start suppressions
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id' >new.py
show
echo "-- with a reason it is seen"
sed -i 's/$/ -- hush/' new.py
show
try | grep -e suppressed -e hush -e passed
try --no-inline-suppressions -q | tail -1

start baseline
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >new.py
llama-audit baseline update -q >../out
show
echo "-- by hand, and everything audited"
git checkout -q .llama-audit-baseline
sed -n 4p .llama-audit-baseline | sed 's/old.py/new.py/' >>.llama-audit-baseline
llama-audit --today 2026-11-21 -f csv | cut -d, -f1-4,11 | tail -n +2

start names
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >'--fail-on=none.py'
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >'-h.py'
mkdir -- '--config'
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >'--config/a.py'
git add -A
show

start words
printf 'model = "meta-llama/Llama-3.1-8B-Instruct"\n' >'a::error file=x,line=1::b.py'
printf 'm = "meta-llama/Llama-3.1-8B-Instruct"  # ::error::x\nn = "meta-llama/Llama-3.1-8B-Instruct\\n::set-output name=a::b"\n' >b.py
try -f github >../out || echo "exit $?"
grep -c '^::' ../out
grep -v -e '^::warning file=a%3A%3Aerror file=x%2Cline=1%3A%3Ab.py,' -e '^::warning file=b.py,' ../out || true
