# A rule that is off finds nothing, and every report says so; the scanned tree cannot say it unseen.
mkdir tree
cat >tree/a.py <<'END'
from llama_cpp import Llama
M = "meta-llama/Llama-3.1-8B-Instruct"  # llama-audit:ignore model-reference/id -- the paper's baseline
N = "meta-llama/Llama-2-7b-chat-hf"
END
audit() {
    llama-audit --today 2026-11-21 --fail-on medium "$@" tree
}
echo "-- by a flag"
audit --disable model-reference/id -f json >report.json
sed -n '/"rules_disabled"/,/\]/p' report.json
audit --disable model-reference/id -f csv | cut -d, -f1-5
for format in text markdown sarif html; do
    audit --disable model-reference/id -f $format | grep -q 'switched off' || echo "$format is silent"
done
audit --disable 'model-*/i?' -q | tail -1

echo "-- from elsewhere"
echo 'disable: [model-reference/id]' >own.yml
audit --config own.yml -f csv | cut -d, -f1-5
audit --config own.yml -q | tail -1

echo "-- from the tree itself"
cat >tree/.llama-audit.yml <<'END'
disable:
  - runtime/*
  - model-reference/id
END
audit -f csv | cut -d, -f1-5,11,12 || true
audit -q | tail -1
llama-audit config show tree | grep disable

echo "-- not these"
audit --disable model-reference/idd || echo "exit $?"
audit --disable audit/bare-suppression || echo "exit $?"
audit --disable '' || echo "exit $?"
