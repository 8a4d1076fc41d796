git init -q input
cd input
mkdir in out
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >in/a.py
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >out/b.py
git add .
git commit -qm all
git sparse-checkout init --cone
git sparse-checkout set in
