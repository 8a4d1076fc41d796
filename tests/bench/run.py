#!/usr/bin/env python3
"""How fast we are beside programs that do less: ratios of runs in alternation, as a table.

    tests/bench/run.py --kernel DIR --ai DIR --ai DIR --hook DIR --history DIR
    tests/bench/run.py --get-kernel DIR        unpacks Debian's kernel source there and commits it
    tests/bench/run.py --same DIR --same DIR   compares reports with those of the slow way, instead
    tests/bench/run.py --growth DIR            four times the files, findings and rules, instead
    tests/bench/run.py --cut N TREE DIR        commits N of a tree's files there, evenly chosen

What a job needs and is not named is left out. Nothing is written into the trees but three loose
objects for the hook, which is measured with an index of its own; three files are touched for the
second run, and git then looks at them again.
"""

import argparse
import glob
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
AST_GREP_RULE = """id: llama
language: python
rule: { kind: string, regex: '(?i)llama' }
"""


# ---- one run ----

class Run:
    """Wall and processor time of a command, in seconds, and what it wrote on stderr."""

    def __init__(self, argv, cwd, env, ok=(0,)):
        with tempfile.TemporaryFile() as err:
            start = time.monotonic()
            child = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=err)
            _, status, usage = os.wait4(child.pid, 0)
            self.wall = time.monotonic() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            err.seek(0)
            self.stderr = err.read().decode(errors="replace")
        self.cpu = usage.ru_utime + usage.ru_stime
        if child.returncode not in ok:
            sys.exit(f"{argv}: exit code {child.returncode}\n{self.stderr[-2000:]}")


def private_memory(argv, cwd, env):
    """The most memory that all processes of a run held at a time: shared pages in parts, files
    that are mapped not counted."""
    child = subprocess.Popen(argv, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while child.poll() is None:
        pids = [child.pid]
        for pid in pids:
            for children in glob.glob(f"/proc/{pid}/task/*/children"):
                try:
                    pids += map(int, pathlib.Path(children).read_text().split())
                except OSError:
                    pass
        total = 0
        for pid in pids:
            try:
                text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
            except OSError:
                continue
            found = dict(re.findall(r"^(\w+): +(\d+) kB", text, re.MULTILINE))
            total += int(found.get("Pss_Anon", 0)) + int(found.get("Pss_Shmem", 0))
        most = max(most, total)
        time.sleep(0.005)
    return most / 1024


def stages(stderr):
    """What --timing says: the processor time of each stage, in milliseconds."""
    rows = re.findall(r"^([a-z]+) +([\d.]+) +([\d.]+) +(\d+)$", stderr, re.MULTILINE)
    return {name: (float(wall), float(cpu), int(times)) for name, wall, cpu, times in rows}


# ---- jobs ----

class Job:
    def __init__(self, name, goal, cwd, ours, peer, env=None, peer_ok=(0, 1), fresh=None,
                 touched=()):
        self.name, self.goal, self.cwd = name, goal, cwd
        self.ours, self.peer, self.peer_ok = ours, peer, peer_ok
        self.env = {**os.environ, **(env or {})}
        self.fresh = fresh  # a folder that is not there yet when ours starts
        self.touched = touched  # files that look as if they had changed since the run before

    def run_ours(self):
        if self.fresh:
            shutil.rmtree(self.fresh, ignore_errors=True)
        for path in self.touched:
            os.utime(path)
        return Run(self.ours, self.cwd, self.env)


def tool(name, given=None):
    path = given or shutil.which(name)
    if not path:
        print(f"{name} is not here: what is compared with it is left out", file=sys.stderr)
    return path


def git(tree, *args, env=None, text=None):
    return subprocess.run(["git", "-C", tree, *args], check=True, capture_output=True, text=True,
                          input=text, env={**os.environ, **(env or {})}).stdout


def staged_index(tree, folder):
    """An index in which three files differ from HEAD: a small, a middling and a large one. Half of
    all C files are smaller than the second, a quarter than the first and larger than the third."""
    index = os.path.join(folder, f"index-{os.path.basename(tree)}")
    git_dir = git(tree, "rev-parse", "--absolute-git-dir").strip()
    shutil.copy(os.path.join(git_dir, "index"), index)
    env = {"GIT_INDEX_FILE": index}
    paths = sorted(git(tree, "ls-files", "*.c").splitlines(),
                   key=lambda path: (os.path.getsize(os.path.join(tree, path)), path))
    for quarter in (1, 2, 3):
        path = paths[len(paths) * quarter // 4]
        blob = git(tree, "show", f"HEAD:{path}") + "/* loads llama3 */\n"
        oid = git(tree, "hash-object", "-w", "--stdin", text=blob).strip()
        git(tree, "update-index", "--cacheinfo", f"100644,{oid},{path}", env=env)
    return env


def some_files(tree):
    paths = git(tree, "ls-files", "*.c").splitlines()
    return [os.path.join(tree, path) for path in paths[:: max(1, len(paths) // 3)][:3]]


def count_files(tree):
    return git(tree, "ls-files").count("\n")


def make_jobs(options, folder):
    ours = [options.program, "scan", "--timing", "--quiet", "--no-cache"]
    json = ["--format", f"json={folder}/report.json"]
    rg, ast_grep = tool("rg"), tool("ast-grep", options.ast_grep)
    # All that git tracks, as we do: some trees ignore files that they track.
    rg_llama = [rg, "--no-ignore", "--hidden", "--glob", "!.git", "-i", "llama"]
    for tree in options.kernel if rg else []:
        name = f"{os.path.basename(tree)}, {count_files(tree)} files"
        yield Job(f"{name}: full", 0.9, tree, [*ours, *json, tree], rg_llama)
        yield Job(f"{name}: --rev HEAD, no cache", "", tree, [*ours, *json, "--rev", "HEAD", tree],
                  rg_llama)
        kept = [arg for arg in ours if arg != "--no-cache"]
        warm = {"XDG_CACHE_HOME": os.path.join(folder, "warm")}
        yield Job(f"{name}: second run, 3 files touched", 0.35, tree, [*kept, *json, tree],
                  rg_llama, env=warm, touched=some_files(tree))
        yield Job(f"{name}: --rev HEAD, warm", 0.05, tree, [*kept, *json, "--rev", "HEAD", tree],
                  rg_llama, env=warm)
    for tree in options.ai if ast_grep else []:
        rule = os.path.join(folder, "rule.yml")
        pathlib.Path(rule).write_text(AST_GREP_RULE)
        yield Job(f"{os.path.basename(tree)}, {count_files(tree)} files: against ast-grep", 1.0,
                  tree, [*ours, *json, tree], [ast_grep, "scan", "--rule", rule, "--json=stream"])
    for tree in options.history if rg else []:
        name = f"{os.path.basename(tree)}, {git(tree, 'rev-list', '--count', 'HEAD').strip()} commits"
        past = [options.program, "history", "--timing", "--quiet", *json, tree]
        # With -a, because rg leaves off at the first byte that is no text.
        yield Job(f"{name}: history, beside git log -p and rg", 0.3, tree, past,
                  ["sh", "-c", "git log -p | rg -a -i -c llama"])
        yield Job(f"{name}: history, beside git log -p", 1.0, tree, past,
                  ["sh", "-c", "git log -p >/dev/null"])
    staged = os.path.join(options.build, "tests", "bench-staged")
    for tree in options.hook:
        # What is staged is new, so nothing of it can be in the cache of results.
        cache = os.path.join(folder, "cache")
        env = {**staged_index(tree, folder), "XDG_CACHE_HOME": cache}
        count = count_files(tree)
        goal = "25 ms" if count < 40000 else "60 ms"
        yield Job(f"{os.path.basename(tree)}, {count} files: hook", goal, tree,
                  [*ours, *json, "--staged", tree], [staged, tree], env=env, fresh=cache)


def spread(values):
    return f"{min(values):.2f}–{max(values):.2f}"


def measure(job, options):
    runs = []
    for i in range(options.runs + 1):
        ours = job.run_ours()
        peer = Run(job.peer, job.cwd, job.env, job.peer_ok)
        if i > 0:  # the first one warms up
            runs.append((ours, peer))
    walls = [ours.wall / peer.wall for ours, peer in runs]
    cpus = [ours.cpu / peer.cpu for ours, peer in runs]
    ours_ms = [1000 * ours.wall for ours, _ in runs]
    cpu_ms = [1000 * ours.cpu for ours, _ in runs]
    memory = private_memory(job.ours, job.cwd, job.env)
    load = os.getloadavg()[0]
    print(f"| {job.name} | {statistics.median(ours_ms):.0f} ms"
          f" | {statistics.median(cpu_ms):.0f} ms"
          f" | {statistics.median(walls):.2f} ({spread(walls)})"
          f" | {statistics.median(cpus):.2f} ({spread(cpus)})"
          f" | {job.goal} | {memory:.0f} MB | {load:.1f} |", flush=True)
    last = stages(runs[-1][0].stderr)
    return job.name, last


def commit_all(folder):
    for args in (["init", "-q"], ["add", "-f", "."],
                 ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "x"]):
        subprocess.run(["git", "-C", folder, *args], check=True)


def get_kernel(folder):
    """Debian's kernel source, as a repository with one commit."""
    with tempfile.TemporaryDirectory() as scratch:
        found = subprocess.run(["apt-cache", "depends", "linux-source"], check=True, text=True,
                               capture_output=True).stdout
        package = re.search(r"Depends: (linux-source-[\d.]+)", found)[1]
        subprocess.run(["apt-get", "download", package], cwd=scratch, check=True)
        subprocess.run(["dpkg-deb", "-x", *glob.glob(f"{scratch}/*.deb"), scratch], check=True)
        archive = glob.glob(f"{scratch}/usr/src/linux-source-*.tar.xz")[0]
        os.makedirs(folder)
        subprocess.run(["tar", "-xf", archive, "-C", folder, "--strip-components=1"], check=True)
    commit_all(folder)


def cut(count, tree, folder):
    """A smaller tree like another one."""
    paths = git(tree, "ls-files", "-z").split("\0")[:-1]
    for i in range(min(int(count), len(paths))):
        path = paths[i * len(paths) // int(count)]
        os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
        shutil.copy2(os.path.join(tree, path), os.path.join(folder, path), follow_symlinks=False)
    commit_all(folder)


def same(tree, options, folder):
    """Whether workers and all looks before parsing leave the report as it is without them. A folder
    of several checkouts is one tree: small ones get no quick look."""
    reports = []
    for name, slow in ("fast", []), ("slow", ["--no-prefilter", "--jobs", "0"]):
        reports.append(pathlib.Path(folder, name + ".json"))
        subprocess.run([options.program, "scan", "--quiet", "--no-cache", "--format",
                        f"json={reports[-1]}", *slow, tree], stdout=subprocess.DEVNULL)
    fast, slow = (report.read_bytes() for report in reports)
    print(f"{'same' if fast == slow else 'DIFFERENT'}: {tree}, {len(slow)} bytes", flush=True)
    return fast == slow


def copies(tree, folder, files, findings):
    """What git tracks of the tree, so many times, with the text of each file so many times."""
    for name in git(tree, "ls-files").splitlines():
        path = pathlib.Path(tree, name)
        if path.is_file() and not path.is_symlink():
            for i in range(files):
                copy = pathlib.Path(folder, f"copy{i}", name)
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes((path.read_bytes() + b"\n") * findings)


def more_rules(path, count):
    rule = """  - id: mention/growth-{0}
    title: Growth {0}
    why: To see what a rule costs.
    match: {{ text: "zq{0}growth" }}
    examples:
      yes: [{{ path: a.py, text: 'x = "zq{0}growth"' }}]
      no: [{{ path: a.py, text: 'x = "growth"' }}]
"""
    path.write_text("category: mention\nrules:\n" + "".join(map(rule.format, range(count))))


def growth(tree, options, folder):
    """Processor time with four times as much of one thing, by that with one."""
    folder = pathlib.Path(folder)
    folders = {"one": (1, 1), "files": (4, 1), "findings": (1, 4)}
    for name, (files, findings) in folders.items():
        copies(tree, folder / name, files, findings)
    ours = [options.program, "scan", "--quiet", "--no-cache", "-f", f"json={folder}/report.json"]
    built_in = len(re.findall(r"^  - id:", "".join(
        path.read_text() for path in HERE.parent.parent.glob("rules/detect/*.yaml")), re.M))
    more_rules(folder / "mention.yaml", 3 * built_in)
    jobs = {"files": (4.4, [*ours, str(folder / "files")]),
            "findings": (4.4, [*ours, str(folder / "findings")]),
            "rules": (1.3, [*ours, "--rules", str(folder / "mention.yaml"), str(folder / "one")])}
    print("| four times the | ratio of processor time | goal |\n|---|---:|---:|")
    for name, (goal, argv) in jobs.items():
        ratios = []
        for _ in range(options.runs):
            one = Run([*ours, str(folder / "one")], str(folder), dict(os.environ))
            ratios.append(Run(argv, str(folder), dict(os.environ)).cpu / one.cpu)
        middle = statistics.median(ratios)
        print(f"| {name} | {middle:.2f} ({spread(ratios)}) | {goal} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(HERE.parent.parent / "build"))
    parser.add_argument("--runs", type=int, default=5)
    for name in ("kernel", "ai", "hook", "history", "same", "growth"):
        parser.add_argument(f"--{name}", action="append", default=[], metavar="DIR")
    parser.add_argument("--ast-grep", metavar="PROGRAM")
    parser.add_argument("--get-kernel", metavar="DIR")
    parser.add_argument("--cut", nargs=3, metavar=("N", "TREE", "DIR"))
    options = parser.parse_args()
    if options.cut:
        cut(*options.cut)
        return
    if options.get_kernel:
        get_kernel(options.get_kernel)
        return
    for name in ("kernel", "ai", "hook", "history", "same", "growth"):
        setattr(options, name, [os.path.abspath(tree) for tree in getattr(options, name)])
    options.build = os.path.abspath(options.build)
    options.program = os.path.join(options.build, "src", "llama-audit")

    with tempfile.TemporaryDirectory() as folder:
        if options.same:
            sys.exit(not all([same(tree, options, folder) for tree in options.same]))
        for tree in options.growth:
            growth(tree, options, folder)
        if options.growth:
            return
        print("| job | we take | of the processor | ratio of wall time | ratio of processor time"
              " | goal | memory | load |\n|---|---:|---:|---:|---:|---:|---:|---:|")
        results = [measure(job, options) for job in make_jobs(options, folder)]
        names = list(dict.fromkeys(name for _, found in results for name in found))
        print("\n| processor time, ms | " + " | ".join(names) + " |")
        print("|---|" + "---:|" * len(names))
        for job, found in results:
            print(f"| {job} | " + " | ".join(f"{found[name][1]:.0f}" if name in found else ""
                                             for name in names) + " |")


if __name__ == "__main__":
    main()
