# The index that git commits is not always .git/index: plain, -a, partial, amended, merged.
git init -q -b main work
cd work
printf '#!/bin/sh\nexec llama-audit --staged --fail-on low -q >>../log\n' >.git/hooks/pre-commit
cp .git/hooks/pre-commit .git/hooks/pre-merge-commit
chmod +x .git/hooks/*
try() {
    name=$1
    shift
    if "$@" >/dev/null 2>&1; then echo "$name: committed"; else echo "$name: blocked"; fi
}
llama() { echo "$1 = \"meta-llama/Llama-3.1-8B-Instruct\""; }

llama first >a.py
git add a.py
try "the first commit, with one" git commit -m 1
echo 'x = 1' >a.py
git add a.py
llama unstaged >>a.py
try "the first commit, with one that is not staged" git commit -m 1
try "commit -a with one" git commit -am 2
echo 'y = 1' >b.py
git add b.py
try "a partial commit without it" git commit -m 3 b.py
try "a partial commit with it" git commit -m 4 a.py
git add a.py
git commit -qnm 'without the hook'
echo 'x = 2' >>a.py
try "already there" git commit -am 5
try "amended" git commit --amend -am 6
git checkout -q -b other HEAD~1
llama other >c.py
git add .
git commit -qnm other
git checkout -q main
try "a merge of what the other branch had" git merge --no-edit other
git checkout -q -b third HEAD~1
llama third >d.py
git add .
git commit -qnm third
git checkout -q main
git merge -q --no-commit --no-ff third 2>/dev/null
try "a merge in two steps" git commit -m merged
git checkout -q -b fourth
echo 'z = 1' >e.py
git add .
git commit -qm fourth
git checkout -q main
git merge -q --no-commit --no-ff fourth 2>/dev/null
llama more >f.py
git add .
try "a merge that adds one of its own" git commit -m merged
