#!/usr/bin/env python3
"""How much of real repositories a plan edits, why not the rest, and whether its patches hold.

    tests/plan_share.py FOLDER...                        every target, a table
    tests/plan_share.py --target qwen-3 -v FOLDER...     each place that is not edited
    tests/plan_share.py --markdown FOLDER...             as in docs/plan.md

Each folder is a checkout; nothing is written to it. Counted are the dependencies of the categories
model-reference and hosted-endpoint that are neither in documents nor in tests. Exit code 1 when a
patch does not apply, leaves what it says to have changed, adds a finding, breaks a file, or changes
something when made a second time.
"""

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import plans

ROOT = pathlib.Path(__file__).resolve().parent.parent
TODAY = "2026-11-21"
CATEGORIES = ("model-reference", "hosted-endpoint")

# Every place that is not edited has one of these: docs/plan.md says what they mean.
REASONS = {
    "adapter", "blocked", "code", "data", "derived", "encoding", "generated", "guard",
    "host-lacks-target", "host-unknown", "licence-text", "listed",
    "low-confidence", "no-equivalent", "no-name",
    "no-work", "not-alone", "other-sort", "prompt", "quantised", "secret", "spelling", "tokens",
    "training", "vendor-call", "vision", "weights-file",
}


class Run:
    """A copy of a checkout, in which plans.check works."""

    def __init__(self, program, source):
        self.program = program
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="llama-audit-share."))
        self.work = self.home / "work"
        shutil.copytree(source, self.work, symlinks=True, ignore=shutil.ignore_patterns(".git"))
        git = ["git", "-C", str(self.work)]
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "add", "--all", "--force"], check=True, capture_output=True)

    def sites(self, path):
        program = self.program.parent.parent / "tests" / "dump-sites"
        return subprocess.run([program, path], capture_output=True, timeout=60).stdout.decode(
            errors="replace")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.home, ignore_errors=True)

    def __call__(self, *words, program=True):
        command = [str(self.program), *words, "--today", TODAY] if program else list(words)
        done = subprocess.run(command, cwd=self.work, capture_output=True, timeout=600)
        return Done(done)


class Done:
    def __init__(self, done):
        self.code = done.returncode
        self.stdout = done.stdout.decode(errors="replace")
        self.stderr = done.stderr.decode(errors="replace")

    def describe(self):
        return f"exit code {self.code}\n{self.stdout[:2000]}{self.stderr[:2000]}"


def counted(report):
    """Fingerprints, as often as they occur."""
    return collections.Counter(
        (f["fingerprint"], f["path"], f["line"]) for f in report["findings"]
        if f["kind"] == "dependency" and f["category"] in CATEGORIES
        and f["where"] not in ("docs", "test"))


def measure(program, folder, target):
    """(places that count, with their state; problems)"""
    with Run(program, folder) as run:
        report = json.loads(run("scan", "--format", "json", ".").stdout)
        plan = json.loads(run("plan", "--to", target, "-f", "json", ".").stdout)
        wanted = counted(report)
        states = []
        for package in plan["packages"]:
            for place in package["places"]:
                key = (place["fingerprint"], place["path"], place["line"])
                if wanted[key] > 0:
                    wanted[key] -= 1
                    states.append(place)
        missing = sum(wanted.values())  # without work for this target
        problems = [f"{p['path']}:{p['line']}: '{p['state']}' is no reason" for p in states
                    if p["state"] != "edited" and p["state"] not in REASONS]
        problems += plans.check(run, run.work, target, run.sites)
        return states, missing, problems


def name_of(folder):
    """Its name and commit: enough to find it again."""
    git = ["git", "-C", str(folder)]
    head = subprocess.run([*git, "rev-parse", "--short=9", "HEAD"], capture_output=True, text=True)
    return folder.name + (f"@{head.stdout.strip()}" if head.returncode == 0 else "")


def percent(part, whole):
    return f"{100 * part / whole:.0f} %" if whole else "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--build", default=ROOT / "build", type=pathlib.Path)
    parser.add_argument("--target", action="append")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    args = parser.parse_args()

    program = args.build.resolve() / "src" / "llama-audit"
    targets = args.target or plans.TARGETS
    rows, reasons, broken = [], {t: collections.Counter() for t in targets}, 0
    for folder in args.folders:
        row = [name_of(folder.resolve())]
        for target in targets:
            states, missing, problems = measure(program, folder, target)
            edited = sum(p["state"] == "edited" for p in states)
            row.append((edited, len(states) + missing))
            reasons[target].update(p["state"] for p in states)
            if missing:
                reasons[target]["no-work"] += missing
            broken += len(problems)
            for problem in problems:
                print(f"{row[0]} {target}: {problem}", file=sys.stderr)
            for place in states if args.verbose else []:
                if place["state"] != "edited":
                    before = place.get("evidence", "")
                    print(f"{row[0]} {target} {place['path']}:{place['line']} {place['state']}: "
                          f"{place['model']} {before} {place['detail'] or ''}")
        rows.append(row)

    edge = "| " if args.markdown else ""
    gap = " | " if args.markdown else "  "
    width = max(len(r[0]) for r in rows)

    def line(first, cells):
        print(f"{edge}{first:{width}}{gap}{gap.join(f'{c:>13}' for c in cells)}{edge.rstrip() and ' |'}")
    line("repository", targets)
    if args.markdown:
        print("| --- |" + " ---: |" * len(targets))
    for row in rows:
        line(row[0], [f"{e} of {n}" if n else "–" for e, n in row[1:]])
    totals = [(sum(r[i + 1][0] for r in rows), sum(r[i + 1][1] for r in rows))
              for i in range(len(targets))]
    line("all", [f"{e} of {n}" for e, n in totals])
    line("share", [percent(e, n) for e, n in totals])
    print()
    line("reason", targets)
    if args.markdown:
        print("| --- |" + " ---: |" * len(targets))
    for reason in sorted(set().union(*reasons.values()) - {"edited"},
                         key=lambda r: -sum(c[r] for c in reasons.values())):
        line(reason, [str(reasons[t][reason]) for t in targets])
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
