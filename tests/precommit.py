"""The hooks of .pre-commit-hooks.yaml in the real pre-commit framework, installed from a clone of
this repository into a scratch repository.

SCRIPT makes commits in every way that git has and says which went through; suite_precommit in
run.py compares that with EXPECTED.
"""

import shutil

CONFIGURATION = """\
default_install_hook_types: [pre-commit, pre-merge-commit]
repos:
  - repo: {clone}
    rev: {revision}
    hooks:
      - id: llama-audit
      - id: llama-audit-full
        stages: [manual]
"""

SCRIPT = r"""
commit() {
    name=$1
    shift
    if git "$@" >>../log 2>&1; then echo "$name: committed"; else echo "$name: blocked"; fi
}
adapter() {
    mkdir -p "$1"
    echo '{"peft_type": "LORA", "base_model_name_or_path": "meta-llama/Llama-3.1-8B"}' \
        >"$1/adapter_config.json"
}
git init -q -b main work
cd work
cp ../configuration.yaml .pre-commit-config.yaml
pre-commit install >../log

git add .
commit "nothing of Llama" commit -m 1
echo 'M = "meta-llama/Llama-3.1-8B-Instruct"' >chat.py
git add .
commit "one below the threshold" commit -m 2
adapter first
git add .
commit "one at the threshold" commit -m 3
git commit -qnm 'without the hook'
echo 'x = 1' >>chat.py
git add .
commit "one that was already there" commit -m 4
echo '' >>first/adapter_config.json
commit "its file changed, commit -a" commit -am 5
adapter second
git add -N second/adapter_config.json
commit "commit -a with one" commit -am 6
echo 'y = 1' >other.py
git add .
commit "a partial commit without it" commit -m 7 other.py
commit "a partial commit with it" commit -m 8 second/adapter_config.json
git add .
echo 'z = 1' >>other.py
commit "beside changes that are not staged" commit -m 9
git rm -qrf --cached second
commit "the same after it is taken back" commit --allow-empty -m 10
rm -r second

git checkout -q -- .
git checkout -q -b branch HEAD~1
adapter third
git add .
git commit -qnm 'on a branch'
git checkout -q main
commit "a merge of what the branch had" merge --no-edit branch
git checkout -q -b quiet HEAD~1
echo 'q = 1' >quiet.py
git add .
git commit -qnm quiet
git checkout -q main
git merge -q --no-ff --no-commit quiet >>../log 2>&1
adapter fourth
git add .
commit "a merge that adds one of its own" commit -m 11
git rm -qrf fourth
commit "the merge without it" commit -m 12

pre-commit run --hook-stage manual llama-audit-full >../full || echo "the whole repository: fails"
grep -om1 'first/adapter_config.json' ../full
"""

EXPECTED = """\
nothing of Llama: committed
one below the threshold: committed
one at the threshold: blocked
one that was already there: committed
its file changed, commit -a: committed
commit -a with one: blocked
a partial commit without it: committed
a partial commit with it: blocked
beside changes that are not staged: blocked
the same after it is taken back: committed
a merge of what the branch had: committed
a merge that adds one of its own: blocked
the merge without it: committed
the whole repository: fails
first/adapter_config.json
"""


def missing():
    """Why the test cannot run, or None."""
    return None if shutil.which("pre-commit") else "no pre-commit"


def run(box, root):
    """What is wrong, or None."""
    settings = box.home / "gitconfig"
    settings.write_text("[safe]\n\tdirectory = *\n")
    clone = box.home / "clone"
    env = {"GIT_CONFIG_GLOBAL": str(settings), "PRE_COMMIT_HOME": str(box.home / "cache")}
    start = ["git", "clone", "-q", "--depth", "1", f"file://{root}", clone]
    if not (root / ".git").exists():  # an unpacked archive
        start = ["git", "init", "-q", clone]
    for step in (start,
                 ["cp", root / ".pre-commit-hooks.yaml", clone],
                 ["git", "-C", clone, "add", "."],
                 ["git", "-C", clone, "commit", "-qm", "as it is now", "--allow-empty"],
                 ["git", "-C", clone, "rev-parse", "HEAD"]):
        result = box.run(step, env=env)
        if result.code != 0:
            return result.describe()
    (box.work / "configuration.yaml").write_text(
        CONFIGURATION.format(clone=clone, revision=result.stdout.strip()))
    result = box.run(["bash", "-eu", "-c", SCRIPT], env=env)
    if result.code == 0 and result.stdout == EXPECTED and not result.stderr:
        return None
    log = box.work / "log"
    return result.describe() + "\nlog:\n" + (log.read_text() if log.exists() else "")
