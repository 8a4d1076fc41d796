# What git tells a hook differs: a linked worktree, --work-tree, a repository beside its tree.
llama() { echo "$1 = \"meta-llama/Llama-3.1-8B-Instruct\""; }
hook() {
    printf '#!/bin/sh\nexec llama-audit --staged --fail-on low -q >>%s/log\n' "$PWD" >"$1/hooks/pre-commit"
    chmod +x "$1/hooks/pre-commit"
}
try() {
    name=$1
    shift
    if "$@" >/dev/null 2>&1; then echo "$name: committed"; else echo "$name: blocked"; fi
}
git init -q -b main work
hook work/.git
echo 'x = 1' >work/a.py
try "named by -C" git -C work commit --allow-empty -m 1
git -C work add a.py
try "from outside, without one" git --git-dir=work/.git --work-tree=work commit -m 2
llama b >work/b.py
git -C work add b.py
try "from outside, with one" git --git-dir=work/.git --work-tree=work commit -m 3
export GIT_DIR="$PWD/work/.git" GIT_WORK_TREE="$PWD/work"
try "by the environment" git commit -m 3
(cd work && llama-audit -q --fail-on low | tail -1)
(cd work && llama-audit -q --fail-on low --diff HEAD | tail -1)
unset GIT_DIR GIT_WORK_TREE
git -C work reset -q --hard

echo "-- a linked worktree"
git -C work worktree add -q ../linked
cd linked
llama c >c.py
git add c.py
try "with one" git commit -m 4
echo 'c = 1' >c.py
try "commit -a without one" git commit -am 4
llama d >d.py
echo 'e = 1' >e.py
git add d.py e.py
try "a partial commit without one" git commit -m 5 e.py
try "a partial commit with one" git commit -m 6 d.py
cd ..

echo "-- a repository beside its tree"
mkdir tree
git init -q --bare store.git
git -C store.git config core.bare false
hook store.git
llama f >tree/f.py
git --git-dir=store.git --work-tree=tree add f.py
try "with one" git --git-dir=store.git --work-tree=tree commit -m 7
cd tree
GIT_DIR=../store.git GIT_WORK_TREE=/nowhere llama-audit --staged -q || echo "exit $?"
grep -c 'failed: 1 new finding' ../log
