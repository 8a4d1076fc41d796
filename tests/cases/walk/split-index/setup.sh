git init -q input
cd input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >a.py
git add .
git update-index --split-index
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >b.py
git add .
echo ignored.py >.gitignore
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >ignored.py
