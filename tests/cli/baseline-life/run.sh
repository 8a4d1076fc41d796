# A baseline from its first day to its upkeep.
show() {
    llama-audit --today 2026-11-21 --fail-on low -f csv "$@" | cut -d, -f1-4,11 | tail -n +2
}
mkdir tree; cd tree
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >a.py
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >b.py
llama-audit baseline update || true
llama-audit baseline write
llama-audit baseline write || true
echo 'baseline: .llama-audit-baseline' >.llama-audit.yml
llama-audit --today 2026-11-21 --fail-on low -q | tail -1
cp .llama-audit-baseline first

echo "-- one more, one gone, one moved"
echo 'other = "meta-llama/Llama-3.1-8B-Instruct"' >>a.py
mkdir app; mv b.py app/c.py
llama-audit baseline check | sed "s#$PWD/##" 2>&1
llama-audit baseline update -q | sed "s#$PWD/##"
llama-audit baseline check -q | sed "s#$PWD/##"
rm app/c.py
llama-audit -q --today 2026-11-21 --fail-on low | tail -1
show | grep audit

echo "-- merged by lines, each once"
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >b.py
sort -u first .llama-audit-baseline | sort -r >merged
grep -v "^llama-audit-baseline" merged >rest
{ head -1 first; cat rest rest; } >.llama-audit-baseline
rm merged rest first
llama-audit -q --today 2026-11-21 --fail-on low | tail -1
show | grep audit
