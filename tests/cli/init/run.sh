# The first scan writes a commented file at the top of the repository; no file is overwritten.
mkdir -p repository/src
cd repository
git init -q
echo 'M = "meta-llama/Llama-3.1-8B-Instruct"' >src/a.py
cd src
llama-audit init --today 2026-11-21
cd ..
sed -n -e '/^# Written/,/^$/p' -e '/^# fail_on:/,/^$/p' .llama-audit.yml
llama-audit config show | sed -n '1p; /target/p'
llama-audit -q -f csv --show mentions | cut -d, -f1 | sort -u

# What stands there as an example is a valid file.
sed 's/^#\([a-z_]*: \)/\1/' .llama-audit.yml >../all.yml
llama-audit config show --config ../all.yml | grep built-in || echo all of them

llama-audit init || echo "exit $?"
rm .llama-audit.yml
ln -s /nowhere/else .llama-audit.yml
llama-audit init || echo "exit $?"
