git init -q work
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >work/a.py
git -C work add .
git -C work commit -qm all
git clone -q --bare work bot.git
