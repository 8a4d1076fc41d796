# What was written by hand stands for nothing and is said.
mkdir tree; cd tree
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >a.py
llama-audit baseline write >../out
echo 'baseline: .llama-audit-baseline' >.llama-audit.yml
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >b.py
cp .llama-audit-baseline good
llama-audit explain b.py:1 | grep -o 'v1:[0-9a-f]*' | head -1 >fingerprint
sed -n 4p good | sed "s/v1:[0-9a-f]*/$(cat fingerprint)/; s/a[.]py/b.py/" >>.llama-audit-baseline
echo '<<<<<<< HEAD' >>.llama-audit-baseline
rm good fingerprint
llama-audit --today 2026-11-21 --fail-on low -f csv | cut -d, -f1-5 | tail -n +2
