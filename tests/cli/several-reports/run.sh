mkdir input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' > input/a.py
llama-audit --today 2026-11-21 -f json=a.json -f sarif=a.sarif -f text=a.txt input
ls a.*
code=0
llama-audit --today 2026-11-21 -q --fail-on low -f json=b.json input || code=$?
echo "exit $code"
