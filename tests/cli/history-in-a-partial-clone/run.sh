# Nothing is fetched. What is not here is taken to be as it was before.
git init -q -b main work
cd work
git config uploadpack.allowFilter true
for i in 1 2 3; do
    echo "model = \"meta-llama/Llama-2-7b-chat-hf\" # $i" >a.py
    git add .
    git commit -qm "$i"
done
cd ..
git clone -q --filter=blob:none "file://$PWD/work" blobless
git clone -q --filter=tree:0 "file://$PWD/work" treeless
llama-audit history --today 2026-11-21 -q blobless
llama-audit history --today 2026-11-21 -q treeless
