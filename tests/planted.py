"""A long history with planted dependencies: `llama-audit history` against what was planted, and
against `git log -S`.

A repository of ten thousand commits and more is made from a seed: files about other things that
change all the time, some on branches that are merged, and in them dependencies of which it is known
which commit wrote them, which one took them away, and which one brought them back.

suite(build) in run.py runs it; `tests/planted.py PROGRAM [COMMITS [SEED]]` does so by itself, and
`tests/planted.py --write FOLDER [COMMITS [SEED]]` keeps the repository.
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

TODAY = "2026-11-21"
COMMITS = 10400
PLANTS = 60
MODELS = ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-2-7b-chat-hf",
          "meta-llama/Llama-3.2-1B", "lmsys/vicuna-7b-v1.5"]
WORDS = "queue index retry window packet router session buffer cursor ledger".split()
MINUTE = 60


class Plant:
    """A dependency: the marks of the commits that wrote it and took it away."""

    def __init__(self, number, model):
        self.name = f"planted_{number}"
        self.line = f'{self.name} = "{model}"'
        self.periods = []  # [mark, mark or None]


class Builder:
    def __init__(self, commits, seed):
        self.random = random.Random(seed)
        self.commits = commits
        self.stream, self.mark, self.time = [], 0, 1500000000
        self.files = {f"{self.random.choice(WORDS)}/{word}_{i}.py": [f"# {word}"]
                      for i, word in enumerate(WORDS * 6)}
        self.paths = sorted(self.files)
        self.plants = []
        self.tip = None

    def commit(self, path, parents):
        self.mark += 1
        self.time += self.random.randrange(1, 600) * MINUTE
        text = "".join(line + "\n" for line in self.files[path])
        out = f"commit refs/heads/main\nmark :{self.mark}\n" \
              f"committer T <t@example.org> {self.time} +0000\ndata 1\nx\n"
        out += "".join(f"{'merge' if i else 'from'} :{parent}\n"
                       for i, parent in enumerate(parents))
        self.stream.append(out + f"M 100644 inline {path}\ndata {len(text)}\n{text}\n")
        self.tip = self.mark
        return self.mark

    def edit(self, path):
        lines = self.files[path]
        serial = self.random.randrange(10 ** 6)
        if len(lines) > 40:
            plain = [i for i, line in enumerate(lines) if "planted" not in line and i > 0]
            del lines[self.random.choice(plain)]
        lines.insert(self.random.randrange(1, len(lines) + 1),
                     f"{self.random.choice(WORDS)}_{serial} = {serial % 97}")

    def home_of(self, plant):
        return next(path for path in self.paths if plant.line in self.files[path])

    def step(self):
        """One commit on the branch, that plants, takes away, brings back, or does none of these."""
        path = self.random.choice(self.paths)
        here = [p for p in self.plants if p.periods[-1][1] is None]
        gone = [p for p in self.plants if p.periods[-1][1] is not None]
        deed = self.random.random() * self.commits / PLANTS
        if len(self.plants) < PLANTS and deed < 1.6:
            plant = Plant(len(self.plants), self.random.choice(MODELS))
            self.plants.append(plant)
            self.put(plant, path)
        elif here and deed < 2.2:
            plant = self.random.choice(here)
            path = self.home_of(plant)
            self.files[path].remove(plant.line)
            plant.periods[-1][1] = self.commit(path, [self.tip])
        elif gone and deed < 2.4:
            self.put(self.random.choice(gone), path)
        else:
            self.edit(path)
            self.commit(path, [self.tip] if self.tip else [])

    def put(self, plant, path):
        self.files[path].append(plant.line)
        plant.periods.append([self.commit(path, [self.tip] if self.tip else []), None])

    def side(self):
        """A branch of a few commits, merged at once: what it changes is only beside the branch."""
        base = self.tip
        path = self.random.choice(self.paths)
        for _ in range(self.random.randrange(1, 4)):
            self.edit(path)
            self.commit(path, [self.tip])
        self.commit(path, [base, self.tip])

    def build(self, folder):
        while self.mark < self.commits:
            self.side() if self.tip and self.random.randrange(40) == 0 else self.step()
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", folder], check=True)
        marks = pathlib.Path(folder) / "marks"
        subprocess.run(["git", "-C", folder, "fast-import", "--quiet", f"--export-marks={marks}"],
                       check=True, input="".join(self.stream).encode())
        return {int(mark[1:]): commit for mark, commit in
                (line.split() for line in marks.read_text().splitlines())}


def written(event):
    return event and event["commit"]


def check(run, commits=COMMITS, seed=1, samples=10):
    """Yields what is wrong with the history of a repository made from this seed."""
    with tempfile.TemporaryDirectory(prefix="llama-audit-test.") as folder:
        builder = Builder(commits, seed)
        ids = builder.build(folder)
        report = run("history", "-f", "json", "--today", TODAY, folder)
        if report["coverage"]["commits"] != len(ids):
            yield f"{report['coverage']['commits']} commits, made were {len(ids)}"
        seen = sorted((written(period["from"]), written(period["to"]) or "")
                      for dependency in report["dependencies"]
                      for period in dependency.get("periods", []))
        planted = sorted((ids[first], ids[last] if last else "")
                         for plant in builder.plants for first, last in plant.periods)
        if seen != planted:
            yield f"planted, not seen: {[p for p in planted if p not in seen]}"
            yield f"seen, not planted: {[p for p in seen if p not in planted]}"
        chosen = random.Random(seed).sample(builder.plants, samples)
        for plant in chosen:
            yield from check_search(plant, ids, folder)


def check_search(plant, ids, folder):
    """What was planted is what git finds."""
    commits = subprocess.run(["git", "-C", folder, "log", "--reverse", "--format=%H",
                              f"-S{plant.line}"], check=True, capture_output=True,
                             text=True).stdout.split()
    expected = [ids[mark] for period in plant.periods for mark in period if mark]
    if commits != expected:
        yield f"{plant.name}: git log -S says {commits}, planted was {expected}"


def main():
    words = sys.argv[1:]
    if words[0] == "--write":
        Builder(*(list(map(int, words[2:])) + [COMMITS, 1][len(words) - 2:])).build(words[1])
        return 0

    def run(*args):
        done = subprocess.run([str(pathlib.Path(words[0]).resolve()), *args], check=True,
                              capture_output=True)
        return json.loads(done.stdout)
    problems = list(check(run, *map(int, words[1:])))
    print("\n".join(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
