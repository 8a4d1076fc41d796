# A tab is one column everywhere. Bytes: an emoji is four, an e with a combining accent three.
# UTF-16 code units, which SARIF and annotations count: two and two. What is no UTF-8 is one.
mkdir work
printf '\tx = ["\360\237\231\202", "e\314\201", "meta-llama/Llama-3.1-8B", "meta-llama/Llama-2-7b"]\n' >work/a.py
printf 'y = "caf\351 meta-llama/Llama-2-7b-hf"\n' >work/latin.py
llama-audit -f sarif=sarif.json -f github=github -f rdjson=rdjson -f csv=csv -f junit=junit \
    -f json=json -f text=/dev/null work
echo "sarif: $(grep -o '"\(start\|end\)Column": [0-9]*' sarif.json | grep -o '[0-9]*' | xargs)"
echo "github: $(grep -o 'col=[0-9]*,endColumn=[0-9]*' github | xargs)"
echo "rdjson: $(grep '"column"' rdjson | grep -o '[0-9]*' | xargs)"
echo "csv: $(cut -d, -f1-3 csv | xargs)"
echo "junit: $(grep -o 'name="[^"]*"' junit | xargs)"
echo "json: $(grep -E '^      "(end_)?column"' json | grep -o '[0-9]*' | xargs)"
