#!/usr/bin/env python3
"""tests/fuzz/run.py BUILD [--seconds N] [TARGET...]: fuzzes targets one after the other.

Seeds are the files of this repository that a target may read: samples, cases, the sources below
tests/parse, and what crashed before. The corpus grows in BUILD/fuzz/<target>; what crashes is left
in BUILD/fuzz/found/<target>-*, to be made small and added to tests/fuzz/crashers/<target>/.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OPTIONS = ["-max_len=65536", "-timeout=10", "-rss_limit_mb=3000", "-print_final_stats=0",
           "-verbosity=0", "-close_fd_mask=1", "-report_slow_units=2", "-reload=0"]


def sources():
    for folder in ("samples", "tests/parse", "tests/cases", "tests/rules", "tests/accuracy/corpus",
                   "rules", "src/parse"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix != ".sites" and path.stat().st_size < 40_000:
                yield path


def indexes():
    """What git writes, of a few files, in each version that our reader takes."""
    for version in ("2", "4"):
        with tempfile.TemporaryDirectory() as folder:
            for args in (["init", "-q"], ["fetch", "-q", "--depth=1", ROOT, "HEAD"],
                         ["read-tree", "FETCH_HEAD:tests/fuzz"],
                         ["update-index", "--index-version", version]):
                subprocess.run(["git", "-C", folder, *args], check=True)
            yield f"version-{version}", (Path(folder) / ".git" / "index").read_bytes()


def seeds_of(target, program):
    """Pairs of a name and bytes; every document is a seed for every reader of documents."""
    for path in sources():
        data = path.read_bytes()
        if target == "report":
            data = path.name.encode() + b"\0" + data
        elif target in ("models", "mask"):
            data = b"\0\40"[:1 + (target == "mask")] + data
        yield path.relative_to(ROOT).as_posix().replace("/", "_"), data
    if target == "index":
        yield from indexes()
    crashers = HERE / "crashers" / target
    for path in sorted(crashers.glob("*")) if crashers.is_dir() else []:
        yield "crasher-" + path.name, path.read_bytes()


def fuzz(build, program, target, seconds):
    corpus, found = build / "fuzz" / target, build / "fuzz" / "found"
    seeds = build / "fuzz" / "seeds"
    shutil.rmtree(seeds, ignore_errors=True)
    for folder in (corpus, found, seeds):
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds_of(target, program):
        (seeds / name).write_bytes(data)
    log = found / f"{target}.log"
    with log.open("wb") as out:
        code = subprocess.run(
            ["nice", "-n", "19", program, *OPTIONS, f"-max_total_time={seconds}",
             f"-dict={HERE / 'tokens.dict'}", f"-artifact_prefix={found}/{target}-", corpus, seeds],
            env={**os.environ, "FUZZ_TARGET": target}, stdout=out, stderr=out, check=False).returncode
    print(f"{target}: " + ("nothing" if code == 0 else f"exit code {code}, see {log}"), flush=True)
    return code == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("build", type=Path)
    parser.add_argument("--seconds", type=int, default=60, help="for each target")
    parser.add_argument("targets", nargs="*")
    args = parser.parse_args()
    build = args.build.resolve()
    program = build / "tests" / "fuzz" / "fuzz"
    if not program.exists():
        sys.exit("no fuzz program: CC=clang meson setup BUILD -Dfuzz=enabled "
                 "-Db_sanitize=address,undefined -Db_lundef=false")
    listed = subprocess.run([program], stderr=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                            check=False).stdout.split()
    results = [fuzz(build, program, t, args.seconds) for t in args.targets or listed]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
