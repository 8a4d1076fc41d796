# Every format, with everything shown and said: none of the invented keys may come out.
formats="csv cyclonedx github gitlab json junit markdown rdjson sarif text"
for format in $formats; do
    llama-audit -vv --today 2026-11-21 --show mentions,engines -f "$format=out.$format" input 2>>log
    [ -s "out.$format" ] || echo "$format is empty"
done
grep -l "llama3.1:8b" out.json out.text
grep -n "FAKE" out.* log || true
