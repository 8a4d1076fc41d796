#!/usr/bin/env python3
"""How often the tool is right: scans labelled files and compares line by line.

    tests/accuracy/run.py                                   our own corpus
    tests/accuracy/run.py -v --set family-tree              one set, with every disagreement
    tests/accuracy/run.py --labels FILE --repo DIR          checkouts below DIR, labels as data
    tests/accuracy/run.py --grep '(?i)llama'                the same figures for a line-wise search
    tests/accuracy/run.py --cdxgen node_modules/.bin/cdxgen and for that tool

docs/accuracy.md says how the labels were made and what the figures mean.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import labels as labelling  # noqa: E402
import others  # noqa: E402
import score  # noqa: E402

CORPUS = HERE / "corpus"
SCAN = ["scan", "--format", "json", "--show", "mentions,engines", "--today", "2026-11-21"]
# Sets whose folders down to this depth are repositories of their own.
DEPTH = {"pairs": 2, "blind": 1}
BLIND = "blind"


class Failed(Exception):
    """The program gave no report."""


# ---- where reports come from ---------------------------------------------------------------------

def scan(program, folder, environment=None):
    """The report on a folder."""
    done = subprocess.run([program, *SCAN, str(folder)], capture_output=True, timeout=600,
                          env=environment)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise Failed(f"{folder}: exit code {done.returncode}, "
                     f"{done.stderr.decode(errors='replace').strip() or 'no report'}") from None


# ---- our own corpus ------------------------------------------------------------------------------

def sets():
    return sorted(p.stem for p in (HERE / "labels").glob("*.tsv"))


def roots(name):
    """The repositories of a set, as paths below it."""
    depth = DEPTH.get(name, 0)
    pattern = "/".join(["*"] * depth)
    return sorted(p.relative_to(CORPUS / name) for p in (CORPUS / name).glob(pattern)
                  if p.is_dir()) if depth else [pathlib.Path(".")]


def judge_set(name, report_of):
    """Yields the verdicts on one set; report_of makes a report from a folder."""
    labels = labelling.read(HERE / "labels" / f"{name}.tsv", labelling.OWN_COLUMNS)
    with tempfile.TemporaryDirectory(prefix="llama-audit-accuracy.") as folder:
        for number, root in enumerate(roots(name)):
            # Away from this repository, whose settings and git must not matter, and under a neutral
            # name, for a folder called "without" or "blind" must not matter either.
            copy = pathlib.Path(folder) / f"work{number}"
            shutil.copytree(CORPUS / name / root, copy)
            inside = [below(label, root) for label in labels if is_below(label.path, root)]
            prefix = f"{name}/" if str(root) == "." else f"{name}/{root}/"
            yield from score.judge(prefix, inside, report_of(copy))


def is_below(path, root):
    return str(root) == "." or path.startswith(f"{root}/")


def below(label, root):
    if str(root) != ".":
        label.path = label.path[len(str(root)) + 1:]
    return label


def check_labels():
    """Yields what is wrong with the label files themselves."""
    for name in sets():
        try:
            labels = labelling.read(HERE / "labels" / f"{name}.tsv", labelling.OWN_COLUMNS)
        except ValueError as error:
            yield str(error)
            continue
        lengths = {}
        for label in labels:
            file = CORPUS / name / label.path
            if label.path not in lengths:
                lengths[label.path] = others.text_of(file).count("\n") + 1 if file.is_file() else 0
            if not 1 <= label.line <= lengths[label.path]:
                yield f"{name}: {label.path}:{label.line} does not exist"


# ---- labels of public repositories ---------------------------------------------------------------

def judge_public(file, folder, report_of, unlabelled_is_wrong):
    """Yields verdicts; folder holds one checkout per repository, or is the only one."""
    by_repo = defaultdict(list)
    for label in labelling.read(file, labelling.PUBLIC_COLUMNS):
        by_repo[label.repo].append(label)
    for repo, labels in sorted(by_repo.items()):
        checkout = folder / repo
        if not checkout.is_dir():
            if len(by_repo) > 1 or not folder.is_dir():
                print(f"no checkout of {repo}, {len(labels)} labels left out", file=sys.stderr)
                continue
            checkout = folder
        current = [label for label in labels if line_hash(checkout, label) == label.hash12]
        if len(current) < len(labels):
            print(f"{repo}: {len(labels) - len(current)} lines are not as labelled at "
                  f"{labels[0].commit[:12]}, left out", file=sys.stderr)
        yield from score.judge(f"{repo}/", current, report_of(checkout), unlabelled_is_wrong)


def line_hash(checkout, label, cache={}):
    """sha256 over the bytes of the line without its newline, 12 hexadecimal digits."""
    file = checkout / label.path
    if file not in cache:
        cache.clear()
        cache[file] = file.read_bytes().split(b"\n") if file.is_file() else []
    lines = cache[file]
    if label.line > len(lines):
        return None
    return hashlib.sha256(lines[label.line - 1]).hexdigest()[:12]


# ---- figures -------------------------------------------------------------------------------------

class Result:
    """All verdicts, and the figures that are drawn from them."""

    def __init__(self, verdicts):
        self.verdicts = list(verdicts)
        self.blind = [v for v in self.verdicts if v.path.startswith(f"{BLIND}/")]
        self.tuned = [v for v in self.verdicts if not v.path.startswith(f"{BLIND}/")]

    @staticmethod
    def tally(verdicts, hard=False):
        total = score.Tally()
        for verdict in verdicts:
            label = verdict.label
            if label is None or (not label.gap and (hard or not label.hard)):
                total.add(verdict)
        return total

    def groups(self, key):
        parts = defaultdict(list)
        for verdict in self.tuned:
            if verdict.outcome in ("found", "missed", "wrong"):
                parts[key(verdict)].append(verdict)
        return {name: self.tally(parts[name]) for name in sorted(parts)}

    def kinds(self):
        """kind -> (lines, lines that the report calls so), for lines that are no dependency."""
        counts = defaultdict(Counter)
        for verdict in self.tuned:
            if verdict.label and verdict.label.kind != "dependency" and not verdict.label.hard:
                counts[verdict.label.kind]["lines"] += 1
                counts[verdict.label.kind]["agree"] += verdict.outcome in ("agrees", "accepted")
        return counts

    def pairs(self):
        """pair -> whether both of its sides are right."""
        sides = defaultdict(lambda: True)
        for verdict in self.tuned:
            if verdict.path.startswith("pairs/") and not (verdict.label and verdict.label.hard):
                sides[verdict.path.split("/")[1]] &= verdict.right()
        return sides

    def gaps(self):
        return [v for v in self.verdicts if v.label and v.label.gap]

    def disagreements(self):
        return [v for v in self.verdicts if not v.right() and not (v.label and v.label.gap)]


def category_of(verdict):
    if verdict.label and verdict.label.kind == "dependency":
        return verdict.label.category
    return verdict.seen.split()[1]


def file_type(verdict):
    name = verdict.path.rsplit("/", 1)[-1]
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else name


def percent(value):
    return "     -" if value is None else f"{value * 100:6.1f}"


def print_tally(name, total):
    figures = total.figures()
    print(f"  {name:<28}{total.found + total.missed:6d}{total.wrong:6d}"
          + "".join(percent(figures[k]) + "  " for k in ("recall", "precision", "category", "model",
                                                         "where")))


def print_result(result, public):
    print(f"  {'':<28}{'lines':>6}{'wrong':>6}  recall  precis. categ.  model   where")
    every = result.tally(result.tuned)
    print_tally("all", every)
    print_tally("all, with the hard lines", result.tally(result.tuned, hard=True))
    if result.blind:
        print_tally("blind, apart from the above", result.tally(result.blind))
        print_tally("blind, with the hard lines", result.tally(result.blind, hard=True))
    figures = every.figures()
    for name in ("recall, each file the same", "precision, each file the same"):
        print(f"  {name:<40}{percent(figures[name])}")
    print("\nby repository" if public else "\nby set")
    for name, total in result.groups(lambda v: v.path.split("/")[0]).items():
        print_tally(name, total)
    print("\nby category")
    for name, total in result.groups(category_of).items():
        print_tally(name, total)
    print("\nby file type")
    for name, total in result.groups(file_type).items():
        print_tally(name, total)
    print("\nlines that are no dependency: how many are called what they are")
    for kind, counts in sorted(result.kinds().items()):
        print(f"  {kind:<28}{counts['lines']:6d}  "
              f"{percent(score.ratio(counts['agree'], counts['lines']))}")
    if pairs := result.pairs():
        print(f"\npairs that differ in one detail: {sum(pairs.values())} of {len(pairs)} right")
    if gaps := result.gaps():
        print(f"known gaps: {len(gaps)}")
    if unlabelled := sum(v.outcome == "unlabelled" for v in result.verdicts):
        print(f"dependencies on lines without a label, not counted: {unlabelled}")


def print_disagreement(verdict):
    label = verdict.label
    if label is None:
        wanted = "no label"
    else:
        wanted = f"{label.kind} {label.category} {label.model}" + (" (hard)" if label.hard else "")
    what = verdict.outcome
    if what == "found":
        what = " and ".join(n for n in ("category", "model") if not getattr(verdict, n)) + " differs"
    print(f"  {verdict.path}:{verdict.line}: {what}: expected {wanted}, got {verdict.seen}")


# ---- thresholds ----------------------------------------------------------------------------------

def evaluate(program, environment=None, names=None):
    """The result on our own corpus."""
    return Result(v for name in names or sets()
                  for v in judge_set(name, lambda folder: scan(program, folder, environment)))


def checks(result):
    """Yields (name, verdict, what to say) for each threshold and for the known gaps. The verdict is
    "low" below what we have reached before, "goal" between that and the goal, else "good"."""
    figures = result.tally(result.tuned).figures()
    for name, wanted in json.loads((HERE / "thresholds.json").read_text()).items():
        value = 100 * (figures[name] or 0)
        yield (name, "low" if value < wanted["least"] else "goal" if value < wanted["goal"]
               else "good", f"{value:.1f} %, at least {wanted['least']}, the goal is {wanted['goal']}")
    closed = [f"{v.path}:{v.line}" for v in result.gaps() if v.right()]
    yield "gaps", "low" if closed else "good", "no gap, remove the flag: " + ", ".join(closed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=HERE.parents[1] / "build" / "src" / "llama-audit",
                        type=pathlib.Path, help="default: build/src/llama-audit")
    parser.add_argument("--set", action="append", metavar="NAME", help="only this set")
    parser.add_argument("--labels", type=pathlib.Path, metavar="FILE",
                        help="labels of public repositories, with --repo")
    parser.add_argument("--repo", type=pathlib.Path, metavar="DIR",
                        help="holds their checkouts, each under the name in the labels")
    parser.add_argument("--all-labelled", action="store_true",
                        help="with --labels: a dependency on a line without a label is wrong")
    parser.add_argument("--grep", metavar="REGEX", help="judge a line-wise search instead")
    parser.add_argument("--cdxgen", metavar="PROGRAM", help="judge cdxgen -t ai instead")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every disagreement")
    options = parser.parse_args()
    if bool(options.labels) != bool(options.repo):
        parser.error("--labels and --repo belong together")

    if options.grep:
        regex = re.compile(options.grep)
        report_of = lambda folder: others.grep(regex, folder)  # noqa: E731
    elif options.cdxgen:
        report_of = lambda folder: others.cdxgen(options.cdxgen, folder)  # noqa: E731
    else:
        program = os.path.abspath(options.program)
        report_of = lambda folder: scan(program, folder)  # noqa: E731

    try:
        if options.labels:
            result = Result(judge_public(options.labels, options.repo, report_of,
                                         options.all_labelled))
        else:
            if problems := list(check_labels()):
                sys.exit("\n".join(problems))
            result = Result(v for name in options.set or sets()
                            for v in judge_set(name, report_of))
    except (Failed, OSError, ValueError, subprocess.TimeoutExpired) as error:
        sys.exit(str(error))

    if options.verbose:
        print("disagreements")
        for verdict in result.disagreements():
            print_disagreement(verdict)
        print()
    print_result(result, public=bool(options.labels))
    if options.labels or options.grep or options.cdxgen or options.set:
        return 0
    verdicts = list(checks(result))
    for name, verdict, what in verdicts:
        if verdict != "good":
            print(f"{name}: {what}" + (", too low" if verdict == "low" else ""))
    return 1 if any(verdict == "low" for _, verdict, _ in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
