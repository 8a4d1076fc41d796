mkdir plain
! llama-audit history plain
git init -q -b main work
! llama-audit history work
cd work
git commit -q --allow-empty -m start
! llama-audit history -f sarif
! llama-audit history --staged
! llama-audit history --since yesterday
! llama-audit history --rev nothing
! llama-audit history a b
llama-audit history --today 2026-11-21
