git init -q work
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >work/a.py
git -C work add .
git -C work commit -qm 1
git -C work commit -qm 2 --allow-empty
git clone -q --depth 1 "file://$PWD/work" input
