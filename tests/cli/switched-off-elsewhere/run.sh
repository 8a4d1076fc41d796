# Besides a scan: `explain` says who switched a rule off, `history` leaves it out of every commit.
git init -q -b main work
cd work
cat >a.py <<'END'
M = "meta-llama/Llama-3.1-8B-Instruct"
END
git add .
git commit -qm one
history() {
    llama-audit history --today 2026-11-21 "$@" | sed -n '/^rules/p;/Llama\|llama/p'
}
echo "-- by a flag"
llama-audit explain a.py:1 --today 2026-11-21 --disable 'model-reference/*' |
    grep -e '^a.py' -e switched
echo "-- history"
history
echo "-- history without the rule"
history --disable 'model-reference/*'
echo "-- by the configuration"
printf 'fail_on: none\ndisable: [model-reference/id]\n' >.llama-audit.yml
llama-audit explain a.py:1 --today 2026-11-21 | grep switched
echo "-- nothing else on the line"
llama-audit explain a.py:1 --today 2026-11-21 --disable 'mention/*' | grep -B1 -e '^a.py' -e switched
echo "-- history with it"
history
! llama-audit history --disable nothing
