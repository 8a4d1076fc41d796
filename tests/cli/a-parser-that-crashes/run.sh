mkdir input
for i in $(seq 40); do
  echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/f$i.py
done
LLAMA_AUDIT_TEST_HOOK='crash=f7.py' llama-audit scan --format json --today 2026-11-21 input
