# The folder may be anything; the file alone is looked at, and the answer says so.
cd input
llama-audit explain a.py:1 --today 2026-11-21 | grep -e "^a.py" -e "^audited"
llama-audit explain a.py:1 . --today 2026-11-21 | grep -e "^a.py" -e "^audited"
