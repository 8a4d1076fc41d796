"""Timelines: `llama-audit history` against brute force.

Small repositories are made at random from a seed: lines with a dependency are added, removed,
brought back, moved within a file and to others, files are renamed, branches are merged, two of them
at once too. Then every commit is audited by itself with `scan --rev`, and what the history says must
follow from that: what each state of the branch holds, when each dependency came and went, which
commit beside the branch wrote it, and the table by month.

suite(build) in run.py runs it; `tests/timelines.py PROGRAM SEED...` does so for more seeds.
"""

import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

MODELS = ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-2-7b-chat-hf", "llama3.2:1b",
          "lmsys/vicuna-7b-v1.5"]
NAMES = ["app/chat.py", "app/a.py", "serve.yaml", "tests/test_chat.py", "deploy/values.yaml",
         "lib/deep/er/b.py", "conf.json5"]
DAY = 24 * 60 * 60
TODAY = "2026-11-21"


class Repository:
    """A history as git fast-import takes it. A tree is a dict from path to lines."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.stream = []
        self.trees = {}  # mark → tree
        self.mark = 0
        self.time = 1680000000 + self.random.randrange(10) * DAY
        self.serial = 0

    def commit(self, tree, parents):
        self.mark += 1
        self.time += self.random.randrange(1, 20) * DAY
        out = [f"commit refs/heads/main\nmark :{self.mark}\n"
               f"committer T <t@example.org> {self.time} +0000\ndata 1\nx\n"]
        out += [f"{'merge' if i else 'from'} :{parent}\n" for i, parent in enumerate(parents)]
        out.append("deleteall\n")
        for path, lines in sorted(tree.items()):
            text = "".join(line + "\n" for line in lines)
            out.append(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n")
        # What is no file of this repository: a link and a submodule.
        out.append("M 120000 inline link.py\ndata 11\napp/chat.py\n")
        out.append(f"M 160000 {'12' * 20} vendor/module\n\n")
        self.stream.append("".join(out))
        self.trees[self.mark] = tree
        return self.mark

    def new_line(self, path):
        """Each has a name of its own, so that nothing can be taken for another."""
        self.serial += 1
        name = f"name_{self.serial}"
        kind = self.random.randrange(6)
        if path.endswith(".py"):
            if kind == 0:
                return f'{name} = "[INST] {{}} [/INST]"'
            if kind == 1:
                return f'{name} = "mistral-7b"'
            return f'{name} = "{self.random.choice(MODELS)}"'
        return f"{name}: {self.random.choice(MODELS)}"

    def change(self, tree):
        """A tree with one thing done to it."""
        tree = {path: list(lines) for path, lines in tree.items()}
        deed = self.random.randrange(10)
        paths = sorted(tree)
        if deed < 4 or not paths:
            path = self.random.choice(NAMES)
            lines = tree.setdefault(path, ["# " + path])
            for _ in range(self.random.randrange(1, 4)):
                lines.insert(self.random.randrange(1, len(lines) + 1), self.new_line(path))
        elif deed == 4:
            del tree[self.random.choice(paths)]
        elif deed == 5:
            path = self.random.choice(paths)
            if len(tree[path]) > 1:
                del tree[path][self.random.randrange(1, len(tree[path]))]
        elif deed == 6:
            path = self.random.choice(paths)
            tree[f"moved_{self.random.randrange(3)}/{path.split('/')[-1]}"] = tree.pop(path)
        elif deed == 7:
            path = self.random.choice(paths)
            other = self.random.choice([p for p in NAMES if p.endswith(path[-3:])] or [path])
            if other != path and len(tree[path]) > 1:
                tree.setdefault(other, ["# " + other]).append(tree[path].pop())
        elif deed == 8:
            path = self.random.choice(paths)
            tree[path].insert(1, f"# line {self.random.random()}")
        elif self.trees:  # a revert: as it was some commits ago
            tree = self.trees[self.random.randrange(max(1, self.mark - 6), self.mark + 1)]
        return tree

    def merge(self, tips):
        """Everything that one side has changed against the first; now and then not all of it."""
        base, *others = [self.trees[tip] for tip in tips]
        tree = {path: list(lines) for path, lines in base.items()}
        for other in others:
            for path, lines in other.items():
                if path not in tree:
                    tree[path] = list(lines)
                else:
                    tree[path] += [line for line in lines[1:] if line not in tree[path]]
        if self.random.randrange(5) == 0 and tree:
            del tree[self.random.choice(sorted(tree))]
        return tree

    def grow(self, rounds):
        tree = {}
        for _ in range(4):
            tree = self.change(tree)
        tip = self.commit(tree, [])
        for _ in range(rounds):
            sides = self.random.choice([0, 0, 0, 1, 1, 2])
            tips = []
            for _ in range(sides):
                side = tip
                for _ in range(self.random.randrange(1, 4)):
                    side = self.commit(self.change(self.trees[side]), [side])
                tips.append(side)
            for _ in range(self.random.randrange(0, 2) if sides else 1):
                tip = self.commit(self.change(self.trees[tip]), [tip])
            if tips:
                tip = self.commit(self.merge([tip, *tips]), [tip, *tips])

    def write(self, folder):
        subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
        subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], check=True,
                       input="".join(self.stream).encode())


def git(folder, *args):
    return subprocess.run(["git", "-C", folder, *args], check=True, capture_output=True,
                          text=True).stdout.split()


def identities(finding):
    """What stays the same when a line moves to another file, and when it gets another name."""
    name = re.search(r"name_\d+", finding["snippet"])
    return ((finding["category"], finding["model"], name and name.group()),
            (finding["path"], finding["evidence"]))


class States:
    """What `scan --rev` finds in commits: counts by fingerprint."""

    def __init__(self, run, folder):
        self.run, self.folder, self.known = run, folder, {}
        self.identities = {}

    def of(self, commit):
        if commit not in self.known:
            report = self.run("scan", "-f", "json", "--today", TODAY, "--rev", commit, self.folder)
            counts = collections.Counter()
            for finding in report["findings"]:
                if finding["kind"] == "dependency":
                    counts[finding["fingerprint"]] += 1
                    self.identities[finding["fingerprint"]] = identities(finding)
            self.known[commit] = counts
        return self.known[commit]


class Life:
    def __init__(self, fingerprint):
        self.fingerprint, self.periods = fingerprint, []


def brute_lives(states, branch):
    """The lives of dependencies, from the states of the branch alone; and how much moved, came and
    went in each commit."""
    lives, last_of, before = [], {}, collections.Counter()
    flows = []
    for commit in branch:
        after = states.of(commit)
        gone = sorted(f for f in before if f not in after)
        came = sorted(f for f in after if f not in before)
        moved_count = 0
        for way, new in [(way, new) for way in (0, 1) for new in list(came)]:
            same = [f for f in gone if states.identities[f][way] == states.identities[new][way]]
            if not same or new not in came:
                continue
            gone.remove(same[0])
            came.remove(new)
            moved_count += min(before[same[0]], after[new])
            life = last_of[same[0]]
            life.fingerprint = new
            last_of[new] = life
        for old in gone:
            last_of[old].periods[-1][1] = commit
        for new in came:
            life = last_of.get(new)
            if not life or life.fingerprint != new:
                life = last_of[new] = Life(new)
                lives.append(life)
            life.periods.append([commit, None])
        up = sum((after - before).values())
        down = sum((before - after).values())
        flows.append((commit, up - moved_count, down - moved_count, sum(after.values())))
        before = after
    return lives, flows


def on_branch(event):
    return event and event.get("merged", event)["commit"]


def check_lives(report, lives):
    expected = sorted((l.fingerprint, [tuple(p) for p in l.periods]) for l in lives)
    seen = sorted((d["fingerprint"], [(on_branch(p["from"]), on_branch(p["to"]))
                                      for p in d["periods"]])
                  for d in report["dependencies"] if "periods" in d)
    if seen != expected:
        missing = [e for e in expected if e not in seen]
        extra = [s for s in seen if s not in expected]
        yield f"lives: expected {missing}\n       saw {extra}"


def check_writers(report, states, folder):
    """Who is named is one of those that wrote it, and not a merge when there is another."""
    for dependency in report["dependencies"]:
        for period in dependency.get("periods", []):
            event = period["from"]
            merge = on_branch(event)
            parents = git(folder, "rev-parse", merge + "^@")
            side = git(folder, "rev-list", "--no-merges", merge, *(["^" + parents[0]] if parents
                                                                   else []))
            writers = set()
            for commit in side:
                past = git(folder, "rev-parse", commit + "^@")
                old = states.of(past[0]) if past else {}
                new = states.of(commit)
                wanted = states.identities[dependency["fingerprint"]]
                if any(mine == other for f in new if f not in old
                       for mine, other in zip(states.identities[f], wanted)):
                    writers.add(commit)
            if event["commit"] not in (writers or {merge}):
                yield f"{dependency['fingerprint']}: written by {event['commit']}, not {writers}"


def check_months(report, flows, folder):
    dates = dict(zip(*[iter(git(folder, "log", "--format=%H %cs", "main"))] * 2))
    expected = {}
    for commit, came, went, there in flows:
        month = dates[commit][:7]
        row = expected.setdefault(month, [0, 0, 0])
        expected[month] = [row[0] + came, row[1] + went, there]
    seen = {m["month"]: [m["came"], m["went"], m["there"]] for m in report["months"]}
    for month, row in expected.items():
        if seen.get(month, [0, 0, 0]) != row:
            yield f"{month}: expected {row}, saw {seen.get(month)}"


def check(run, seed):
    """Yields what is wrong with the history of a repository made from this seed."""
    with tempfile.TemporaryDirectory(prefix="llama-audit-test.") as folder:
        repository = Repository(seed)
        repository.grow(9)
        repository.write(folder)
        report = run("history", "-f", "json", "--today", TODAY, folder)
        branch = git(folder, "rev-list", "--first-parent", "--reverse", "main")
        states = States(run, folder)
        lives, flows = brute_lives(states, branch)
        if report["summary"]["findings_now"] != flows[-1][3]:
            yield f"now: {report['summary']['findings_now']}, scan says {flows[-1][3]}"
        yield from check_lives(report, lives)
        yield from check_writers(report, states, folder)
        yield from check_months(report, flows, folder)
        slow = run("history", "-f", "json", "--today", TODAY, "-j", "0", "--no-prefilter", folder)
        if slow != report:
            yield "-j 0 --no-prefilter says something else"
        short = run("history", "-f", "json", "--today", TODAY, "--first-parent", folder)
        if [m["there"] for m in short["months"]] != [m["there"] for m in report["months"]]:
            yield "--first-parent counts something else"


def runner(program):
    def run(*args):
        done = subprocess.run([str(program), *args], capture_output=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{args}: {done.returncode}: {done.stderr.decode()}")
        return json.loads(done.stdout)
    return run


if __name__ == "__main__":
    wrong = 0
    for number in map(int, sys.argv[2:]):
        for problem in check(runner(pathlib.Path(sys.argv[1]).resolve()), number):
            wrong += 1
            print(f"seed {number}: {problem}")
    sys.exit(1 if wrong else 0)
