git init -q . && mkdir app
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\nSTOP = ["<|eot_id|>"]\n' > app/a.py
git add app && git -c user.name=a -c user.email=a@example.org commit -qm one
printf 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\nSMALL = "meta-llama/Llama-3.2-1B"\n' > app/a.py
llama-audit --diff HEAD --today 2026-11-21 -f markdown app
