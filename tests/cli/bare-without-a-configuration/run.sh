# A mirror that was copied without its configuration: git takes it for a bare repository.
git init -q -b main work
cd work
echo 'model = "meta-llama/Llama-2-7b-chat-hf"' >a.py
git add .
GIT_COMMITTER_DATE="1700000000 +0000" git commit -q -m one
cd ..
mkdir mirror
mv work/.git mirror/repository
rm -r mirror/repository/config mirror/repository/index
llama-audit --today 2026-11-21 -f csv mirror/repository | cut -d, -f1-2
llama-audit --today 2026-11-21 -f csv --rev HEAD mirror/repository | cut -d, -f1-2
llama-audit history --today 2026-11-21 -q mirror/repository | tail -n +2
