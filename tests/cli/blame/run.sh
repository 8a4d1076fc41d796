# Who changed the line last: through an edit beside it, a renamed file, a merge and a shallow clone.
git init -q -b main work
cd work
commit() {
    git add -A
    GIT_AUTHOR_DATE="$1T12:00:00Z" git -c user.name="$2" commit -q --author "$2 <x@example.org>" \
        --allow-empty -m x
}
{ seq 1 9 | sed 's/^/# /'; echo 'model = "meta-llama/Llama-2-7b-chat-hf"'; } >a.py
commit 2023-09-01 Ann
git checkout -q -b topic
echo 'tag = "llama3.2:1b"' >b.py
commit 2024-10-02 Bob
git checkout -q main
sed -i '1i # more' a.py
commit 2024-11-03 Cid
mkdir src
git mv a.py src/a.py
commit 2024-12-04 Dan
GIT_AUTHOR_DATE=2025-01-05T12:00:00Z git merge -q --no-ff --no-edit --log=0 -m merge topic
echo 'guard = "meta-llama/Llama-Guard-3-8B"' >>b.py
sed -i '1i # again' src/a.py
tell() {
    llama-audit --blame --today 2026-11-21 -f json "$@" >report.json
    grep -E '"(path|line|author|date|age_days|uncommitted|or_earlier)": .*' report.json |
        grep -A6 -B2 '"uncommitted"' | tr -d ' \n' | sed 's/"path"/\n&/g'
    echo
    rm report.json
}
tell
tell --rev HEAD~1 src
llama-audit --blame --today 2026-11-21 b.py | grep -E 'changed|committed'
cd ..
git clone -q --depth 1 "file://$PWD/work" shallow
cd shallow
tell
llama-audit --blame --today 2026-11-21 | grep -E 'changed|blame'
cd ..
mkdir plain
echo 'tag = "llama3.2:1b"' >plain/a.py
llama-audit --blame --today 2026-11-21 plain | grep -E 'changed|blame'
cd work
llama-audit --blame --today 2026-11-21 -f json=../saved.json
llama-audit report ../saved.json -f json | cmp - ../saved.json
