# One place of a patch, what is not alone, and nothing to do.
mkdir -p one two none
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n' > one/a.py
printf 'TAG=$(ollama pull llama3.2:1b)\n' > one/b.sh
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\nSTOP = ["<|eot_id|>"]\n' > two/a.py
printf 'MODEL = "Qwen/Qwen3-8B"\n' > none/a.py
plan() {
    llama-audit plan --to qwen-3 --today 2026-11-21 "$@"
}
plan --patch - one
echo "only one of them"
only=$(llama-audit scan --format json --today 2026-11-21 one | sed -n 's/.*"fingerprint": *"\([^"]*\)".*/\1/p' | tail -1)
plan --only "$only" --patch - one
echo "not alone"
plan --patch - two
echo "not alone, all the same"
plan --partial --patch - two
echo "what to do by hand"
plan two
echo "least versions"
mkdir three
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n' > three/a.py
printf 'torch>=2\ntransformers[torch]>=4.40.0 # for Llama 3\n' > three/requirements.txt
printf '[project]\ndependencies = ["transformers>=4.44,<5", "vllm==0.5"]\n' > three/pyproject.toml
llama-audit plan --to gemma-4 --today 2026-11-21 --patch three.patch three | sed -n '/least/,/^1/p'
cat three.patch
echo "nothing to do"
plan --patch - none
plan none
