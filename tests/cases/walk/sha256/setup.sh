git init -q --object-format=sha256 input
cd input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >a.py
echo ignored.py >.gitignore
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >ignored.py
git add .
