git init -q lib
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >lib/lib.py
git -C lib add .
git -C lib commit -qm lib
git init -q input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/app.py
cd input
git -c protocol.file.allow=always submodule --quiet add ../lib here
git -c protocol.file.allow=always submodule --quiet add ../lib gone
git add .
git commit -qm app
git submodule --quiet deinit -f gone
