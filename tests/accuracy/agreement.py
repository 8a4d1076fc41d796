#!/usr/bin/env python3
"""How far two readers agree on the same lines: share and Cohen's kappa.

    tests/accuracy/agreement.py tests/accuracy/public/labels-a.tsv tests/accuracy/public/labels-b.tsv
"""

import argparse
import pathlib
import sys
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import labels as labelling  # noqa: E402


def kappa(pairs):
    """Agreement beyond what two readers with these habits would reach by chance."""
    total = len(pairs)
    seen = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[name] * right[name] for name in left) / total ** 2
    return seen, (seen - chance) / (1 - chance) if chance < 1 else 1.0


def reported(kind):
    """A look-alike and a line of nothing are the same to a reader of the report."""
    return "nothing" if kind in ("false-friend", "none") else kind


def canonical(name, other):
    """One name for both when they are one model."""
    if any(labelling.models_agree(with_model(a), {b}) for a, b in ((name, other), (other, name))):
        return min(name, other)
    return name


def with_model(name):
    return labelling.Label("", 0, "dependency", "derived-model", name, "")


def row(name, pairs):
    if pairs:
        seen, beyond = kappa(pairs)
        print(f"  {name:<44}{len(pairs):6d}{seen * 100:8.1f} %{beyond:8.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=pathlib.Path)
    parser.add_argument("second", type=pathlib.Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="list the lines that differ")
    options = parser.parse_args()
    first, second = ({(x.repo, x.path, x.line): x
                      for x in labelling.read(file, labelling.PUBLIC_COLUMNS)}
                     for file in (options.first, options.second))
    both = [(first[place], second[place]) for place in first if place in second]
    if not both:
        sys.exit("no line has both labels")
    print(f"  {'':<44}{'lines':>6}{'same':>10}{'kappa':>8}")
    row("kind, five ways", [(a.kind, b.kind) for a, b in both])
    row("kind as reported (look-alike = none)",
        [(reported(a.kind), reported(b.kind)) for a, b in both])
    row("dependency or not", [(a.kind == "dependency", b.kind == "dependency") for a, b in both])
    clear = [(a, b) for a, b in both if not a.hard and not b.hard]
    row("dependency or not, without hard lines",
        [(a.kind == "dependency", b.kind == "dependency") for a, b in clear])
    common = [(a, b) for a, b in both if a.kind == b.kind == "dependency"]
    row("category, where both say dependency", [(a.category, b.category) for a, b in common])
    row("category, or one that either accepts",
        [(a.category, a.category if a.categories() & b.categories() else b.category)
         for a, b in common])
    row("model, where both say dependency",
        [(canonical(a.model, b.model), canonical(b.model, a.model)) for a, b in common])
    if options.verbose:
        for a, b in both:
            if reported(a.kind) != reported(b.kind):
                print(f"{a.repo}/{a.path}:{a.line}: {a.kind} {a.category} / {b.kind} {b.category}"
                      + (" (hard)" if a.hard or b.hard else ""))


if __name__ == "__main__":
    main()
