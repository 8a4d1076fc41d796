# Without the merge base there is one clear error; with it a shallow clone is enough.
git init -q -b main work
cd work
for i in 1 2 3; do echo "x = $i" >a.py; git add .; git commit -qm "$i"; done
git checkout -q -b topic HEAD~1
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >b.py
git add .
git commit -qm topic
cd ..
git clone -q --depth 1 --no-single-branch "file://$PWD/work" shallow
cd shallow
git checkout -q topic
! llama-audit --diff origin/main --fail-on low
! llama-audit --diff main~7 --fail-on low
git fetch -q --depth 2 origin main topic
llama-audit --diff origin/main --fail-on low -q -f csv | cut -d, -f1-3 | tail -1 || true
# As the checkout of a pull request's merge commit, with the first parent and nothing before it.
git checkout -q -b merged origin/main
git merge -q --no-ff -m merge topic
cd ..
git clone -q --depth 2 -b merged "file://$PWD/shallow" request 2>/dev/null
cd request
llama-audit --diff HEAD^1 --fail-on low --today 2026-11-21 | grep new
