# What was not read may still be there: its entries are neither stale nor dropped.
mkdir tree
cd tree
{
    head -c 3000 /dev/zero | tr '\000' '#'
    printf '\nmodel = "meta-llama/Llama-3.1-8B-Instruct"\n'
} >long.py
echo 'model = "meta-llama/Llama-3.2-3B-Instruct"' >short.py
llama-audit baseline write --today 2026-11-21
cp .llama-audit-baseline before
! llama-audit baseline update --max-file-size 1k --today 2026-11-21
! llama-audit baseline check --max-file-size 1k --today 2026-11-21
cmp before .llama-audit-baseline
llama-audit --baseline .llama-audit-baseline --max-file-size 1k --today 2026-11-21 -f csv \
    --fail-on low | cut -d, -f1-5
echo "-- gone indeed"
rm long.py
llama-audit baseline update --max-file-size 1k --today 2026-11-21
llama-audit baseline check --today 2026-11-21
