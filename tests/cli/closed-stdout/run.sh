# A reader that goes away is one line on stderr, not a signal.
mkdir input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' > input/a.py
code=0
llama-audit input >&- || code=$?
echo "exit $code"
llama-audit input > /dev/full || code=$?
echo "exit $code"
