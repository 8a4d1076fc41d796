git init -q bot
cd bot
mkdir sub
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >sub/a.py
git add .
git commit -qm all
git worktree add -q ../elsewhere
scan() { llama-audit scan --format json --today 2026-11-21 "$@"; }
scan >../top.json
(cd sub && scan >../../subfolder.json)
cd ..
scan bot >outside.json
scan "$PWD/bot/" >absolute.json
scan elsewhere >worktree.json
grep -c sub/a.py top.json >/dev/null
for way in subfolder outside absolute worktree; do
  cmp top.json $way.json
done
