# Weights that the scanned tree brings along are told, and count; rules only add.
mkdir -p tree/audit/rules elsewhere
echo 'x = 1' >tree/a.py
cat >tree/audit/rules/renames.yaml <<'YAML'
as_of: 2026-01-01
YAML
cp tree/audit/rules/renames.yaml elsewhere
try() {
    llama-audit --today 2026-11-21 --fail-on high -f csv "$@" | cut -d, -f1-4,11 | tail -n +2
}
echo "-- from elsewhere"
try --rules elsewhere tree
echo "-- from the tree"
echo 'rules: [audit/rules]' >tree/.llama-audit.yml
try tree
echo "-- a change that brings it: what was there before is in force"
cd tree
git init -q -b main
echo 'rules: [audit/rules]' >.llama-audit.yml
mv audit/rules/renames.yaml ..
echo 'category: mention
rules: []' >audit/rules/own.yaml
git add .
git commit -qm main
mv ../renames.yaml audit/rules
try --diff main
llama-audit --diff main -q | grep 'other rules'
echo "-- one that was there before"
git add .
git commit -qm knowledge
git checkout -qb other
echo 'y = 1' >b.py
try --diff main
