git init -q .
git commit -q --allow-empty -m 1
llama-audit --diff nowhere
