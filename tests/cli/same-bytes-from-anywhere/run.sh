# From the root, from a subfolder, from outside with PATH, and in a linked worktree.
git init -q repo
mkdir -p repo/src
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' > repo/src/a.py
git -C repo add -A
git -C repo commit -qm first
scan="llama-audit -f json --today 2026-11-21"
(cd repo && $scan) > root.json
(cd repo/src && $scan) > subfolder.json
$scan repo > outside.json
git -C repo worktree add -q "$PWD/linked/repo"
$scan linked/repo > linked.json
cmp root.json subfolder.json
cmp root.json outside.json
cmp root.json linked.json
grep -c '"kind": "dependency"' root.json
