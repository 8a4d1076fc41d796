"""Histories: what each mode must call new, fixed and unchanged.

A history is a shell script that makes the commit to compare with, and one that changes the working
tree. Then three modes look at the same change: `--diff base` at the working tree, `--staged` at the
index, `--diff base..HEAD` at the commit that is made of it. Places are PATH:LINE; `fixed` are places
of before. A history whose change is a commit of its own (a merge) says `commits`.

HISTORIES is the table; suite(build) in run.py runs it.
"""

import json

LLAMA3 = "meta-llama/Llama-3.1-8B-Instruct"
LLAMA2 = "meta-llama/Llama-2-7b-chat-hf"

# Written at the top of every script.
PRELUDE = f"""
L3='model = "{LLAMA3}"'
L2='model = "{LLAMA2}"'
IGNORE='# llama-audit:ignore model-reference/id -- it stays'
lines() {{ for i in $(seq "$1"); do echo "x$i = $i"; done; }}
"""


class History:
    def __init__(self, name, before, change, new=(), fixed=(), unchanged=(), commits=False,
                 only=None, **modes):
        self.name, self.before, self.change, self.commits = name, before, change, commits
        self.expected = {"new": list(new), "fixed": list(fixed), "unchanged": list(unchanged)}
        self.modes = modes  # what a mode sees differently: staged={...}
        self.only = only


HISTORIES = [
    History("add", "lines 3 >a.py", 'echo "$L3" >>a.py', new=["a.py:4"]),
    History("add-a-file", "lines 3 >a.py", 'echo "$L3" >b.py', new=["b.py:1"]),
    History("add-without-one", 'echo "$L3" >a.py', "lines 3 >b.py"),
    History("already-there", 'echo "$L3" >a.py', "lines 3 >>a.py", unchanged=["a.py:1"]),
    History("edit-beside", '{ lines 2; echo "$L3"; lines 2; } >a.py',
            "sed -i 's/x1 = 1/x1 = 10/' a.py", unchanged=["a.py:3", ]),
    History("edit-the-line-but-not-the-dependency", 'echo "$L3" >a.py',
            "sed -i 's/$/  # kept/' a.py", unchanged=["a.py:1"]),
    History("pushed-down", 'echo "$L3" >a.py', "{ lines 20; cat a.py; } >b; mv b a.py",
            unchanged=["a.py:21"]),
    History("moved-within-the-file", '{ echo "$L3"; lines 9; } >a.py',
            '{ lines 9; echo "$L3"; } >a.py', unchanged=["a.py:10"]),
    History("duplicated-below", 'echo "$L3" >a.py', '{ lines 2; echo "$L3"; } >>a.py',
            unchanged=["a.py:1"], new=["a.py:4"]),
    History("duplicated-above", '{ lines 2; echo "$L3"; } >a.py',
            '{ echo "$L3"; lines 2; echo "$L3"; } >a.py', unchanged=["a.py:1"], new=["a.py:4"]),
    History("tripled", 'echo "$L3" >a.py', 'echo "$L3" >>a.py; echo "$L3" >>a.py',
            unchanged=["a.py:1"], new=["a.py:2", "a.py:3"]),
    History("one-of-two-deleted", '{ echo "$L3"; lines 2; echo "$L3"; } >a.py',
            '{ lines 2; echo "$L3"; } >a.py', unchanged=["a.py:3"], fixed=["a.py:4"]),
    History("deleted-line", '{ echo "$L3"; lines 2; } >a.py', "lines 2 >a.py", fixed=["a.py:1"]),
    History("deleted-file", 'echo "$L3" >a.py; lines 2 >b.py', "rm a.py", fixed=["a.py:1"]),
    History("deleted-and-added-again", 'echo "$L3" >a.py; git add .; git commit -qm 0; '
            'git rm -q a.py; lines 2 >b.py', 'echo "$L3" >a.py', new=["a.py:1"]),
    History("deleted-and-added-again-in-one-change", 'echo "$L3" >a.py; lines 2 >b.py',
            'git rm -q a.py; echo "$L3" >a.py; lines 3 >b.py',
            worktree={"unchanged": ["a.py:1"]}),
    History("replaced-by-another-model", 'echo "$L3" >a.py', 'echo "$L2" >a.py',
            new=["a.py:1"], fixed=["a.py:1"]),
    History("replaced-by-no-llama", 'echo "$L3" >a.py', "echo 'model = \"Qwen/Qwen3-8B\"' >a.py",
            fixed=["a.py:1"]),
    History("another-variable", 'echo "$L3" >a.py', "sed -i 's/^model/chat/' a.py",
            new=["a.py:1"], fixed=["a.py:1"]),
    History("renamed", '{ lines 9; echo "$L3"; } >a.py', "git mv a.py b.py", unchanged=["b.py:10"]),
    History("renamed-and-edited", '{ lines 30; echo "$L3"; } >a.py',
            "git mv a.py b.py; lines 2 >>b.py", unchanged=["b.py:31"]),
    History("renamed-with-one-more", '{ lines 30; echo "$L3"; } >a.py',
            'git mv a.py b.py; echo "$L2" >>b.py', unchanged=["b.py:31"], new=["b.py:32"]),
    History("renamed-into-a-folder", '{ lines 9; echo "$L3"; } >a.py',
            "mkdir app; git mv a.py app/a.py", unchanged=["app/a.py:10"]),
    History("copied", '{ lines 9; echo "$L3"; } >a.py', "cp a.py b.py; lines 1 >>a.py",
            unchanged=["a.py:10"], new=["b.py:10"]),
    History("split-in-two", '{ lines 9; echo "$L3"; lines 9; echo "$L2"; } >a.py',
            'rm a.py; { lines 9; echo "$L3"; } >b.py; { lines 9; echo "$L2"; } >c.py',
            unchanged=["b.py:10", "c.py:10"]),
    History("half-of-it-in-a-new-file", '{ lines 9; echo "$L3"; lines 9; echo "$L2"; } >a.py',
            '{ lines 9; echo "$L3"; } >a.py; { lines 9; echo "$L2"; } >b.py',
            unchanged=["a.py:10"], new=["b.py:10"], fixed=["a.py:20"]),
    History("joined-from-two", '{ lines 9; echo "$L3"; } >a.py; { lines 9; echo "$L2"; } >b.py',
            'cat a.py b.py >c.py; rm a.py b.py', unchanged=["c.py:10", "c.py:20"]),
    History("two-files-swapped", 'echo "$L3" >a.py; echo "$L2" >b.py',
            "mv a.py c.py; mv b.py a.py; mv c.py b.py", new=["a.py:1", "b.py:1"],
            fixed=["a.py:1", "b.py:1"]),
    History("white-space-only", 'echo "$L3" >a.py', "sed -i 's/ = /  =  /; s/$/  /' a.py",
            unchanged=["a.py:1"]),
    History("indented", 'echo "$L3" >a.py', "{ echo 'if True:'; sed 's/^/    /' a.py; } >b; mv b a.py",
            unchanged=["a.py:2"]),
    History("line-endings", '{ lines 3; echo "$L3"; } >a.py', r"sed -i 's/$/\r/' a.py",
            unchanged=["a.py:4"]),
    History("final-line-break", '{ lines 3; echo "$L3"; } >a.py', "truncate -s -1 a.py",
            unchanged=["a.py:4"]),
    History("other-quotes", 'echo "$L3" >a.py', "sed -i \"s/\\\"/'/g\" a.py", unchanged=["a.py:1"]),
    History("commented-out", 'echo "$L3" >a.py', "sed -i 's/^/# /' a.py", fixed=["a.py:1"]),
    History("comment-made-live", "echo '# old: " + LLAMA3 + "' >a.py", 'echo "$L3" >a.py',
            new=["a.py:1"]),
    History("from-documents-into-code", "printf '```python\\n%s\\n```\\n' \"$L3\" >a.md",
            'git rm -q a.md; echo "$L3" >a.py', new=["a.py:1"], fixed=["a.md:2"]),
    History("mode-only", 'echo "$L3" >a.py', "chmod +x a.py", unchanged=["a.py:1"]),
    History("a-file-becomes-a-link", 'echo "$L3" >a.py; lines 3 >b.py', "ln -sf b.py a.py",
            fixed=["a.py:1"]),
    # Until it is added, a file that is tracked as a link is one: where no links can be made, git
    # writes them as files.
    History("a-link-becomes-a-file", "lines 3 >b.py; ln -s b.py a.py", 'rm a.py; echo "$L3" >a.py',
            new=["a.py:1"], baseline={"new": []}),
    History("reordered-keys", "printf 'a:\\n  model: %s\\nb:\\n  x: 1\\n' " + LLAMA3 + " >a.yaml",
            "printf 'b:\\n  x: 1\\na:\\n  model: %s\\n' " + LLAMA3 + " >a.yaml",
            unchanged=["a.yaml:4"]),
    History("suppressed-from-the-start", "lines 1 >a.py", 'echo "$L3  $IGNORE" >>a.py'),
    History("suppressed-later", 'echo "$L3" >a.py', 'echo "$L3  $IGNORE" >a.py'),
    # It was there, so it is nothing new to a change; a baseline does not hold what was suppressed.
    History("suppressed-no-more", 'echo "$L3  $IGNORE" >a.py', 'echo "$L3" >a.py',
            unchanged=["a.py:1"], baseline={"new": ["a.py:1"]}),
    History("suppressed-and-gone", 'echo "$L3  $IGNORE" >a.py', 'echo "x = 1" >a.py'),
    History("ignored-file", "echo b.py >.gitignore; lines 1 >a.py", 'echo "$L3" >b.py'),
    History("two-branches-merged",
            'lines 3 >a.py; git add .; git commit -qm 0; git checkout -q -b other; '
            'echo "$L2" >b.py; git add .; git commit -qm other; git checkout -q -; echo "$L3" >c.py',
            "git merge -q --no-commit --no-ff other 2>/dev/null",
            # To --staged the merge brings what the other branch had already.
            new=["b.py:1"], staged={"new": [], "unchanged": []}),
    History("merge-with-one-more",
            'lines 3 >a.py; git add .; git commit -qm 0; git checkout -q -b other; '
            'echo "$L2" >b.py; git add .; git commit -qm other; git checkout -q -; echo "$L3" >c.py',
            'git merge -q --no-commit --no-ff other 2>/dev/null; echo "$L3" >>b.py',
            new=["b.py:1", "b.py:2"], staged={"new": ["b.py:2"], "unchanged": ["b.py:1"]}),
    History("same-line-added-on-both-branches",
            'lines 9 >a.py; git add .; git commit -qm 0; git checkout -q -b other; '
            'echo "$L3" >>a.py; git add .; git commit -qm other; git checkout -q -; '
            '{ echo "$L3"; lines 9; } >a.py',
            "git merge -q --no-commit --no-ff other 2>/dev/null",
            unchanged=["a.py:1"], new=["a.py:11"],
            staged={"new": [], "unchanged": ["a.py:1", "a.py:11"]}),
    History("base-moved-on",
            'lines 3 >a.py; git add .; git commit -qm 0; git branch topic; '
            'echo "$L2" >b.py; git add .; git commit -qm later; git branch -f base; '
            'git checkout -q topic; git commit -q --allow-empty -m topic', 'echo "$L3" >>a.py',
            new=["a.py:4"]),
]


def places(findings, state=None):
    return [f"{f['path']}:{f['line']}" for f in findings
            if f["kind"] == "dependency" and (state is None or f.get("state") == state)]


def run_mode(box, build, args):
    """What the report says, or what went wrong."""
    result = box.run([build.program, "scan", "-f", "json", "--today", "2026-11-21", *args])
    try:
        report = json.loads(result.stdout)
    except ValueError:
        return None, result.describe()
    return {"new": places(report["findings"], "new"), "fixed": places(report["fixed"]),
            "unchanged": places(report["findings"], "unchanged")}, None


def run_baseline(box, build, history):
    """What is new to a baseline of before, and whether it has entries that are gone."""
    result = box.run(["sh", "-c", "exec llama-audit scan -f json --today 2026-11-21 "
                      '--baseline "$HOME/known"'])
    try:
        report = json.loads(result.stdout)
    except ValueError:
        return result.describe()
    stale = any(f["rule_id"] == "audit/stale-baseline" for f in report["findings"])
    seen = {"new": places(report["findings"], "new"), "stale": stale}
    wanted = {**history.expected, **history.modes.get("worktree", {}),
              **history.modes.get("baseline", {})}
    expected = {"new": wanted["new"], "stale": bool(wanted["fixed"])}
    return None if seen == expected else f"expected {expected}\nsaw      {seen}"


def run(box, build, history):
    """Yields (mode, problem or None)."""
    def shell(script):
        done = box.run(["sh", "-eu", "-c", PRELUDE + script])
        return None if done.code == 0 else done.describe()

    start = ("git init -q; git commit -q --allow-empty -m start;" + history.before +
             "\ngit add -A; git commit -qm before --allow-empty;"
             "git rev-parse -q --verify base >/dev/null || git branch base")
    known = 'llama-audit baseline write --today 2026-11-21 --baseline "$HOME/known" >"$HOME/out"'
    if problem := shell(start) or shell(known) or shell(history.change):
        yield "set-up", problem
        return
    yield "baseline", run_baseline(box, build, history)
    steps = [("worktree", "true", ["--diff", "base"]),
             ("staged", "git add -A", ["--staged"]),
             ("staged by libgit2", "true", ["--staged", "--no-index-reader"]),
             ("commits", "git commit -qm after --allow-empty", ["--diff", "base..HEAD"])]
    for mode, script, args in steps:
        if problem := shell(script):
            yield mode, problem
            return
        seen, problem = run_mode(box, build, args)
        expected = {**history.expected, **history.modes.get(mode.split()[0], {})}
        if not problem and seen != expected:
            problem = f"expected {expected}\nsaw      {seen}"
        yield mode, problem
