# Neither a newer rule nor a date turns an unchanged tree red, unless asked.
try() {
    llama-audit tree --baseline known --fail-on high -q "$@" | tail -1
}
mkdir tree
cat >tree/a.py <<'END'
client = Groq()
client.chat.completions.create(model="llama-3.3-70b-versatile")
house = "our-own-llama"
END
cat >new.yaml <<'END'
category: safety
rules:
  - id: safety/house
    title: The model of the house
    why: It is a Llama.
    match: { text: [our-own-llama] }
    examples:
      yes: [{ path: a.py, text: 'x = "our-own-llama"' }]
      no: [{ path: a.py, text: 'x = "our-own"' }]
END
llama-audit baseline write tree --baseline known --today 2026-01-01
try --today 2026-01-01
echo "-- a newer rule"
try --today 2026-01-01 --rules new.yaml
try --today 2026-01-01 --rules new.yaml --fail-on-new-rules
echo "-- the same rule, known when the baseline was written"
rm known; mv tree/a.py old.py; grep -v house old.py >tree/a.py
llama-audit baseline write tree --baseline known --today 2026-01-01 --rules new.yaml
mv old.py tree/a.py
try --today 2026-01-01 --rules new.yaml
llama-audit baseline update tree --baseline known --today 2026-01-01 --rules new.yaml -q
echo "-- a date"
try --today 2028-01-01 --rules new.yaml
try --today 2028-01-01 --rules new.yaml --fail-on-worse
