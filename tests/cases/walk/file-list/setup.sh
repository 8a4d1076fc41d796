git init -q input
cd input
mkdir sub
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >a.py
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >b.py
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >sub/c.py
printf '%s\n' a.py sub/c.py ../outside.py missing.py >../list
