git init -q input
cd input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >old.py
git add .
git commit -qm old
git tag v1
git rm -q old.py
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >new.py
git add .
git commit -qm new
