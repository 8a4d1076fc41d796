# With --baseline what the first scan finds is known from then on; no file is overwritten.
mkdir -p repository/src
cd repository
git init -q
echo 'M = "meta-llama/Llama-3.1-8B-Instruct"' >src/a.py
cd src
llama-audit init --today 2026-11-21 --baseline
cd ..
sed -n -e '/^# baseline:/,/^$/p' .llama-audit.yml
llama-audit -q --fail-on low | tail -1
llama-audit baseline check
echo 'N = "meta-llama/Llama-2-7b-chat-hf"' >src/b.py
llama-audit -q --fail-on low | tail -1

echo "-- either file may not be there"
llama-audit init --baseline || echo "exit $?"
rm .llama-audit.yml
llama-audit init --baseline || echo "exit $?"
llama-audit init --baseline src || echo "exit $?"
rm .llama-audit-baseline
ln -s /nowhere/else .llama-audit-baseline
llama-audit init --baseline || echo "exit $?"
test -e .llama-audit.yml || echo "and no configuration is written"

echo "-- beside the configuration, and of everything"
llama-audit init --baseline src/known || echo "exit $?"
llama-audit init --staged --baseline known || echo "exit $?"
llama-audit init --baseline known src
grep ^baseline src/.llama-audit.yml
llama-audit -q --fail-on low src | tail -1
