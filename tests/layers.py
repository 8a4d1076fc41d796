#!/usr/bin/env python3
"""Includes flow one way: a file in src/ names headers of layers to its left, or of its own."""

import pathlib
import re
import sys

ORDER = ("base data catalog ledger walk prefilter parse match resolve cache pool score gate plan "
         "history report progress audit freeze cli config command main").split()
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def layer_of(path):
    """The folder of `path` below src/, or the name of a file that stands there itself; audit_judge
    is a part of audit."""
    return path.parts[0] if len(path.parts) > 1 else path.stem.split("_")[0]


def violations(src):
    for file in sorted(p for p in src.rglob("*.[ch]")):
        own = layer_of(file.relative_to(src))
        if own not in ORDER:
            yield f"{file.relative_to(src)}: {own} is not in the order of layers"
            continue
        for name in INCLUDE.findall(file.read_text(encoding="utf-8")):
            named = layer_of(pathlib.PurePosixPath(name))
            if named in ORDER and ORDER.index(named) > ORDER.index(own):
                yield f"{file.relative_to(src)}: {own} must not include {name}"
            elif named not in ORDER and (src / name).exists():
                yield f"{file.relative_to(src)}: {name} is not in the order of layers"


if __name__ == "__main__":
    found = list(violations(pathlib.Path(__file__).resolve().parent.parent / "src"))
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
