git init -q -b main work
cd work
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >a.py
git add .
git commit -qm one
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >b.py
git add .
git commit -qm two
git rm -q a.py
git commit -qm three
cd ..
git clone -q --depth 2 "file://$PWD/work" shallow
llama-audit history --today 2026-11-21 -v shallow
