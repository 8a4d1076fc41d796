# What comes, goes, comes back, moves, and is merged: by one branch, by two at once, and by halves.
git init -q -b main work
cd work
day=0
commit() {
    day=$((day + 20))
    GIT_COMMITTER_DATE="$((1700000000 + day * 86400)) +0000" git commit -q --allow-empty -m "$1"
}
save() { git add -A; commit "$1"; }
merge() { git merge -q --no-ff --no-commit "$@" 2>/dev/null || true; commit merge; }

echo 'x = 1' >a.py
save start
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >>a.py
save one
mkdir src
git mv a.py src/chat.py
save moved
git checkout -q -b topic
echo 'tag = "llama3.2:1b"' >b.py
save two
echo 'guard = "meta-llama/Llama-Guard-3-8B"' >c.py
save "only beside"
git rm -q c.py
save "taken away beside"
git checkout -q -b other main
echo 'tool = "codellama:13b"' >d.py
save three
git checkout -q main
merge topic other
git rm -q d.py
save "without it"
git revert --no-commit HEAD
save "with it again"
git rm -q b.py
save gone

llama-audit history --today 2026-11-21
echo
llama-audit history --today 2026-11-21 -v --since 2024-04-20 .
echo
llama-audit history --today 2026-11-21 --rev topic -q src/chat.py
llama-audit history --today 2026-11-21 -q -o out.txt --first-parent --exclude src -f json
grep -c '"merged"' out.txt || true
