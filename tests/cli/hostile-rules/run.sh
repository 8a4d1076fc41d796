# A change is judged by the rules and the configuration of before it, whatever names them, and
# whatever the working tree holds when two commits are compared.
rule() {
    cat <<END
category: model-reference
rules:
  - id: model-reference/$1
    title: Our own gateway
    why: It answers with a Llama model.
    in: [string]
    match: { text: ["$2"], case: exact }
    confidence: high
    kind: $3
    examples:
      yes: [{ path: a.py, text: 'm = "$2"' }]
      no:  [{ path: a.py, text: 'm = "other"' }]
END
}
show() {
    code=0
    llama-audit --today 2026-11-21 --fail-on low -f csv -f markdown=../report.md "$@" >../out || code=$?
    echo "exit $code"
    cut -d, -f1-3,11,12 ../out | tail -n +2
    sed -n 's/^- //p' ../report.md
}
start() {
    echo "== $1"
    git checkout -qf main
    git clean -qfd
    git checkout -qb "$1"
}
mkdir -p tree/audit/rules
cd tree
git init -q -b main
rule ours gateway-chat dependency >audit/rules/ours.yaml
echo 'rules: [audit/rules]' >.llama-audit.yml
echo 'fail_on: none' >strict.yml
echo 'x = 1' >a.py
git add .
git commit -qm main

start honest
echo 'm = "gateway-chat"' >a.py
show --diff main

start weakened
echo 'm = "gateway-chat"' >a.py
rule ours gateway-chaz dependency >audit/rules/ours.yaml
show --diff main
echo "-- committed, and the working tree is on another branch"
git commit -qam weakened
git checkout -q main
show --diff main..weakened
echo "-- the rules by a flag, from below"
git checkout -q weakened
cd audit
show --rules ../audit/rules --diff main ..
cd ..

start removed
echo 'm = "gateway-chat"' >a.py
git rm -qr audit .llama-audit.yml
show --diff main

start more
echo 'm = "gateway-chat"' >a.py
rule more gateway-more dependency >audit/rules/more.yaml
show --diff main

start new-folder
echo 'm = "gateway-chat"' >a.py
mkdir own
rule own gateway-own dependency >own/own.yaml
show --diff main --rules own

start named
echo 'm = "gateway-chat"' >a.py
echo 'exclude: ["*.py"]' >strict.yml
show --diff main --config strict.yml --rules audit/rules
show --diff main --config ./.llama-audit.yml

start no-change-of-settings
echo 'm = "gateway-chat"' >a.py
git commit -qam honest
git checkout -q main
echo 'fail_on: none' >.llama-audit.yml
show --diff main..no-change-of-settings
