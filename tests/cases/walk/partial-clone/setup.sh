git init -q work
git -C work config uploadpack.allowFilter true
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >work/a.py
git -C work add .
git -C work commit -qm 1
git clone -q --bare --filter=blob:none "file://$PWD/work" bot.git
