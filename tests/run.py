#!/usr/bin/env python3
"""Runs the whole suite on one or more builds. tests/README.md describes the kinds of tests.

Each kind is one function, suite_<kind>(build), that yields jobs as (name, function); a job's
function yields (name, status, detail) and runs in one of two workers. To add a kind, write such a
function and name it in SUITES.
"""

import argparse
import concurrent.futures
import difflib
import itertools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import caches
import contract
import formats
import histories
import layers
import planted
import plans
import precommit
import rerender
import scores
import terminal
import timelines
from accuracy import run as accuracy

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
TODAY = "2026-11-21"
SCAN = ["scan", "--format", "json", "--today", TODAY]

PASS, FAIL, SKIP = "pass", "fail", "skip"

# What a new expected.json says of each finding; more keys can be added by hand and are then kept.
COMPACT_KEYS = ("rule_id", "model", "path", "line", "column", "severity")

# Differ between machines and versions of the tool, so expected reports leave them out.
VOLATILE_KEYS = ("tool", "ruleset")


class Build:
    """One build folder and how to run what is in it."""

    def __init__(self, folder, update):
        self.folder = pathlib.Path(folder).resolve()
        self.update = update
        self.program = self.folder / "src" / "llama-audit"
        options = json.loads((self.folder / "meson-info" / "intro-buildoptions.json").read_text())
        self.sanitizers = next(o["value"] for o in options if o["name"] == "b_sanitize")
        self.sanitized = self.sanitizers != "none"
        self.prefix = f"{self.folder.name}: " if self.sanitized else ""
        self.version = None
        if self.program.exists():
            out = subprocess.run([self.program, "--version"], capture_output=True, text=True)
            found = re.search(r"\d+\.\d+\S*", out.stdout)
            self.version = found.group() if found else None

    def environment(self, home):
        """Nothing of the caller's session reaches a test, and git's objects come out the same."""
        kept = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "ASAN_SYMBOLIZER_PATH")
        env = {name: os.environ[name] for name in kept if name in os.environ}
        env.update({
            "PATH": f"{self.program.parent}:{os.environ['PATH']}",
            "HOME": str(home), "TMPDIR": str(home), "TZ": "UTC",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
            "GIT_AUTHOR_DATE": f"{TODAY}T00:00:00Z", "GIT_COMMITTER_DATE": f"{TODAY}T00:00:00Z",
        })
        if self.sanitized:
            # Into files: the report of a worker that dies would not be seen otherwise. The exit
            # code is one that no test expects.
            env["ASAN_OPTIONS"] = f"exitcode=86:log_path={home}/sanitizer"
            env["UBSAN_OPTIONS"] = ("halt_on_error=1:print_stacktrace=1:exitcode=86:"
                                    f"log_path={home}/sanitizer")
        return env


class Result:
    def __init__(self, code, stdout, stderr):
        self.code, self.stdout, self.stderr = code, stdout, stderr

    def describe(self):
        return (f"exit code {self.code}\nstdout:\n{indent(self.stdout)}\n"
                f"stderr:\n{indent(self.stderr)}")


class Sandbox:
    """A copy of a folder outside the repository, so that a test sees no git but its own."""

    def __init__(self, build, source=None, name="work"):
        self.build = build
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="llama-audit-test."))
        self.work = self.home / name
        if source:
            shutil.copytree(source, self.work, symlinks=True)
        else:
            self.work.mkdir()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for folder, _, _ in os.walk(self.home):
            os.chmod(folder, 0o700)
        shutil.rmtree(self.home, ignore_errors=True)

    def run(self, command, cwd=None, stdin=b"", env=None):
        limit = 1200 if self.build.sanitized else 300
        try:
            done = subprocess.run(command, cwd=cwd or self.work, input=stdin, timeout=limit,
                                  env={**self.build.environment(self.home), **(env or {})},
                                  capture_output=True)
        except subprocess.TimeoutExpired:
            return Result(None, "", f"still running after {limit} s")
        except OSError as error:
            return Result(None, "", str(error))
        return Result(done.returncode, self.clean(done.stdout), self.clean(done.stderr))

    def clean(self, raw):
        text = raw.decode("utf-8", "backslashreplace").replace(str(self.work), "[DIR]")
        if self.build.version:
            version = re.escape(self.build.version)
            text = re.sub(rf"(llama-audit[ /v]*){version}", r"\1[VERSION]", text)
        return text

    def set_up(self):
        """Runs the test's own setup.sh; returns what went wrong, or None."""
        if not (self.work / "setup.sh").exists():
            return None
        done = self.run(["sh", "-eu", "setup.sh"])
        return None if done.code == 0 else "setup.sh failed\n" + done.describe()

    def sanitizer_reports(self):
        """What a sanitizer wrote, unless the test is about a crash and says so."""
        if (self.work / "crashes").exists():
            return None
        files = sorted(self.home.glob("sanitizer.*"))
        return "\n".join(f.read_text(errors="replace") for f in files)


def indent(text):
    return "\n".join("    " + line for line in text.splitlines())


def read_args(folder):
    """The words of the file `args`, quoted as in a shell, # for comments; None without the file."""
    path = folder / "args"
    return shlex.split(path.read_text(), comments=True) if path.exists() else None


def read_exit(folder):
    path = folder / "exit"
    return int(path.read_text()) if path.exists() else 0


# ---- comparing -----------------------------------------------------------------------------------

def differences(expected, actual, at=""):
    """Yields where `actual` lacks what `expected` says; keys that it leaves out are free."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for key, value in expected.items():
            if key not in actual:
                yield f"{at}.{key}: missing, expected {json.dumps(value, ensure_ascii=False)}"
            else:
                yield from differences(value, actual[key], f"{at}.{key}")
    elif isinstance(expected, list) and isinstance(actual, list):
        if len(expected) != len(actual):
            yield f"{at}: expected {len(expected)} entries, got {len(actual)}"
        for i, (want, got) in enumerate(zip(expected, actual)):
            yield from differences(want, got, f"{at}[{i}]")
    elif type(expected) is not type(actual) or expected != actual:
        yield (f"{at}: expected {json.dumps(expected, ensure_ascii=False)}, "
               f"got {json.dumps(actual, ensure_ascii=False)}")


def project(shape, actual):
    """The part of `actual` that `shape` speaks of."""
    if isinstance(shape, dict) and isinstance(actual, dict):
        return {key: project(value, actual[key]) for key, value in shape.items() if key in actual}
    if isinstance(shape, list) and isinstance(actual, list):
        if len(shape) == len(actual):
            return [project(s, a) for s, a in zip(shape, actual)]
        if shape and all(isinstance(s, dict) for s in shape):
            keys = {key: None for s in shape for key in s}
            return [project(keys, a) for a in actual]
        return actual
    return actual


def dump_compact(value):
    """JSON with one line for each entry of a top-level list: a finding is read as one line."""
    def line(entry):
        return json.dumps(entry, ensure_ascii=False)
    parts = []
    for key, entry in value.items():
        if isinstance(entry, list) and entry:
            entry_text = "[\n" + ",\n".join("    " + line(e) for e in entry) + "\n  ]"
        else:
            entry_text = line(entry)
        parts.append(f"  {line(key)}: {entry_text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def parse_report(result):
    """(report, None) or (None, what is wrong)."""
    try:
        return json.loads(result.stdout), None
    except ValueError as error:
        return None, f"no JSON on stdout: {error}\n" + result.describe()


def one_finding_a_line(report):
    found = report.get("findings") if isinstance(report, dict) else None
    if not isinstance(found, list):
        return ""
    rows = [json.dumps(project(dict.fromkeys(COMPACT_KEYS), f), ensure_ascii=False) for f in found]
    return "\nfindings were:\n" + indent("\n".join(rows) or "(none)")


def text_matches(expected, actual):
    """A line `...` stands for any lines, `[..]` within a line for any text."""
    pattern = ""
    for line in expected.splitlines(keepends=True):
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            pattern += ".*?".join(re.escape(part) for part in line.split("[..]"))
    return re.fullmatch(pattern, actual) is not None


def verdict(name, problem):
    """Turns a problem (or None) into a result; a name ending .gap is expected to have one."""
    if name.endswith(".gap"):
        if problem:
            return name, SKIP, "known gap"
        return name, FAIL, "passes: the gap is closed, rename the folder"
    return name, FAIL if problem else PASS, problem or ""


def folders_with(base, *names):
    """Folders below `base` that hold one of the files or folders `names`, in order."""
    found = {p.parent for name in names for p in base.rglob(name)}
    # What lies inside a case is its material, even when it looks like a case.
    return sorted(f for f in found if not any(up in found for up in f.parents))


# ---- the kinds of tests --------------------------------------------------------------------------

def suite_unit(build):
    """Programs that tests/meson.build declares with test(): cmocka's speak TAP."""
    path = build.folder / "meson-info" / "intro-tests.json"
    for test in json.loads(path.read_text()) if path.exists() else []:
        yield "unit/", lambda test=test: run_unit(build, test)


def run_unit(build, test):
    name = "unit/" + test["name"]
    with Sandbox(build) as box:
        env = {**test.get("env", {}), "CMOCKA_MESSAGE_OUTPUT": "TAP"}
        result = box.run(test["cmd"], cwd=test.get("workdir") or ROOT, env=env)
        reports = box.sanitizer_reports()
    cases = list(read_tap(result.stdout, result.stderr)) if test.get("protocol") == "tap" else []
    for case, status, detail in cases:
        yield f"{name}/{case}", status, detail
    if reports:
        yield f"{name} (sanitizer)", FAIL, reports
    elif result.code != 0 and all(status != FAIL for _, status, _ in cases):
        yield f"{name} (as a whole)", FAIL, result.describe()
    elif not cases:
        yield name, PASS, ""


def read_tap(text, diagnostics=""):
    """Yields the results in a text in the Test Anything Protocol, and one for results that lack.
    The detail of a failure is the comments that follow it, without any `diagnostics`."""
    planned, results, comments = None, [], []
    for line in text.splitlines():
        if plan := re.match(r"1\.\.(\d+)", line):
            planned = int(plan[1])
        elif result := re.match(r"(not )?ok\b\s*\d*\s*(?:- )?([^#]*)(?:#\s*(skip|todo)\b\s*(.*))?",
                                line, re.IGNORECASE):
            comments = []
            case = result[2].strip() or result[4] or str(len(results) + 1)
            if result[3]:  # cmocka puts the name where the reason should be
                reason = result[4] if result[2].strip() else "skipped by the test itself"
                results.append((case, SKIP, [reason or "no reason given"]))
            else:
                results.append((case, FAIL if result[1] else PASS, comments))
        elif line.startswith("#"):
            comments.append(line[1:].strip())
    for case, status, lines in results:
        yield case, status, "\n".join(lines) or diagnostics if status != PASS else ""
    if planned is not None and len(results) < planned:
        yield "(missing results)", FAIL, f"{len(results)} of {planned} results\n{text}{diagnostics}"


def suite_cases(build):
    for folder in folders_with(TESTS / "cases", "expected.json", "input"):
        name = str(folder.relative_to(TESTS))
        yield name, lambda folder=folder, name=name: [verdict(name, run_case(build, folder))]


def run_case(build, folder):
    path = folder / "expected.json"
    if not path.exists() and not build.update:
        return "no expected.json; write it by hand, or run with --update and review it"
    with Sandbox(build, folder) as box:
        if problem := box.set_up():
            return problem
        args = read_args(folder) or SCAN + ["input"]
        result = box.run([build.program, *args])
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports:
        return "\n".join(filter(None, [problem, reports]))
    if result.code != read_exit(folder) or result.stderr:
        return "expected exit code %d and silence on stderr\n%s" % (read_exit(folder),
                                                                   result.describe())
    expected = json.loads(path.read_text()) if path.exists() else None
    problem = "\n".join(differences(expected, report)) if expected is not None else "new"
    if problem and build.update and not folder.name.endswith(".gap"):
        shape = expected if expected and expected.get("findings") != [] else {
            **(expected or {}), "findings": [dict.fromkeys(COMPACT_KEYS)] * len(report["findings"])}
        path.write_text(dump_compact(project(shape, report)))
        return None
    return problem + one_finding_a_line(report) if problem else None


def suite_sites(build):
    """What the readers make of a file: parse/<language>/<file> beside <file>.sites."""
    for source in sorted((TESTS / "parse").glob("*/*")):
        if source.suffix != ".sites":
            name = str(source.relative_to(TESTS))
            yield name, lambda source=source, name=name: [verdict(name, run_sites(build, source))]


def run_sites(build, source):
    path = source.with_name(source.name + ".sites")
    with Sandbox(build) as box:
        program = build.folder / "tests" / "dump-sites"
        result = box.run([program, "--as", source.name, source])
        reports = box.sanitizer_reports()
    if result.code != 0 or result.stderr or reports:
        return result.describe() + reports
    expected = path.read_text() if path.exists() else ""
    if result.stdout == expected:
        return None
    if build.update:
        path.write_text(result.stdout)
        return None
    return "".join(difflib.unified_diff(expected.splitlines(True), result.stdout.splitlines(True),
                                        "expected", "seen", n=1))


def suite_cli(build):
    for folder in folders_with(TESTS / "cli", "args", "run.sh"):
        name = str(folder.relative_to(TESTS))
        yield name, lambda folder=folder, name=name: [verdict(name, run_cli(build, folder))]


def run_cli(build, folder):
    stdin = (folder / "stdin").read_bytes() if (folder / "stdin").exists() else b""
    with Sandbox(build, folder) as box:
        if problem := box.set_up():
            return problem
        args = read_args(folder)
        command = ["sh", "-eu", "run.sh"] if args is None else [build.program, *args]
        result = box.run(command, stdin=stdin)
        reports = box.sanitizer_reports()
    if reports:
        return reports
    problems = []
    wanted_code = read_exit(folder)
    if result.code != wanted_code:
        if build.update and result.code is not None:
            (folder / "exit").write_text(f"{result.code}\n")
        else:
            problems.append(f"expected exit code {wanted_code}, got {result.code}")
    for stream, actual in (("stdout", result.stdout), ("stderr", result.stderr)):
        path = folder / stream
        if stream == "stdout" and (folder / "stdout.json").exists():
            report, problem = parse_report(result)
            expected = json.loads((folder / "stdout.json").read_text())
            problems += [problem] if problem else differences(expected, report)
        elif not text_matches(path.read_text() if path.exists() else "", actual):
            if build.update:
                path.write_text(actual)
            else:
                wanted = indent(path.read_text()) if path.exists() else "    (nothing)"
                problems.append(f"{stream} differs, expected:\n{wanted}")
    return "\n".join(problems + [result.describe()]) if problems else None


def suite_samples(build):
    names = {p.name for p in (ROOT / "samples").glob("*") if p.is_dir()}
    names |= {p.stem for p in (TESTS / "samples").glob("*.json")}
    for sample in sorted(names):
        name = f"samples/{sample}"
        yield name, lambda sample=sample, name=name: [verdict(name, run_sample(build, sample))]


def run_sample(build, sample):
    path = TESTS / "samples" / f"{sample}.json"
    if not (ROOT / "samples" / sample).is_dir():
        return f"there is no samples/{sample}"
    with Sandbox(build, ROOT / "samples" / sample, name=sample) as box:
        result = box.run([build.program, *SCAN, sample], cwd=box.home)
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports or result.code != 0:
        return "\n".join(filter(None, [problem, reports])) or result.describe()
    for key in VOLATILE_KEYS:
        report.pop(key, None)
    report.get("scan", {}).pop("revision", None)
    report.get("coverage", {}).pop("rules_active", None)  # a new rule changes no other report
    expected = json.loads(path.read_text()) if path.exists() else None
    if expected == report:
        return None
    if build.update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n")
        return None
    if expected is None:
        return f"no tests/samples/{sample}.json; run with --update and review it"
    both_ways = itertools.chain(differences(expected, report),
                                (f"not expected: {d}" for d in differences(report, expected)
                                 if ": missing" in d))
    return "\n".join(both_ways) + one_finding_a_line(report)


def suite_equality(build):
    """The slow path, in one process and parsing every file, gives the same bytes."""
    for folder in folders_with(TESTS / "cases", "expected.json"):
        args = read_args(folder) or SCAN + ["input"]
        if args[0] == "scan":
            name = f"equality/{folder.relative_to(TESTS)}"
            yield name, lambda folder=folder, args=args, name=name: [
                (name, *run_equality(build, folder, "work", args))]
    for folder in sorted(p for p in (ROOT / "samples").glob("*") if p.is_dir()):
        name = f"equality/samples/{folder.name}"
        yield name, lambda folder=folder, name=name: [
            (name, *run_equality(build, folder, folder.name, SCAN + ["."]))]


def run_equality(build, folder, work, args):
    with Sandbox(build, folder, name=work) as box:
        if problem := box.set_up():
            return FAIL, problem
        usual = box.run([build.program, *args])
        # Whoever names rules of his own, if only an empty folder, has the built-in ones loaded again.
        nothing = box.home / "no-rules"
        nothing.mkdir()
        slow = box.run([build.program, args[0], "-j", "0", "--no-prefilter", "--no-cache",
                        "--no-index-reader", "--rules", nothing, *args[1:]])
        if reports := box.sanitizer_reports():
            return FAIL, reports
    if (usual.code, usual.stdout) == (slow.code, slow.stdout):
        return PASS, ""
    diff = difflib.unified_diff(usual.stdout.splitlines(), slow.stdout.splitlines(),
                                "usual", "-j 0 --no-prefilter --no-cache", lineterm="", n=1)
    lines = list(itertools.islice(diff, 40))
    return FAIL, "\n".join([f"exit codes {usual.code} and {slow.code}", *lines, slow.stderr])


def suite_rule_examples(build):
    """The yes and no examples that each rule carries."""
    yield "rules test", lambda: run_rule_examples(build)


def run_rule_examples(build):
    with Sandbox(build) as box:
        # Those of the prompt inventory are not in force in an audit.
        result = box.run([build.program, "rules", "test", "--rules", str(ROOT / "rules/prompts.yaml")])
        reports = box.sanitizer_reports()
    cases = list(read_tap(result.stdout, result.stderr))
    for case, status, detail in cases:
        yield f"rules test/{case}", status, detail
    if reports or not cases or (result.code != 0 and all(s != FAIL for _, s, _ in cases)):
        failed = reports or result.code != 0
        yield "rules test", FAIL if failed else PASS, reports or result.describe() if failed else ""


EXPECT = re.compile(r"expect:\s*([a-z0-9/_-]+(?:\s*,\s*[a-z0-9/_-]+)*)")


def suite_rule_sources(build):
    """Sources whose comments say which rules see the next line."""
    for folder in sorted(p for p in (TESTS / "rules").glob("*") if p.is_dir()):
        yield f"rules/{folder.name}/", lambda folder=folder: run_rule_sources(build, folder)


def run_rule_sources(build, folder):
    with Sandbox(build, folder, name=folder.name) as box:
        result = box.run([build.program, *SCAN, folder.name], cwd=box.home)
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports:
        yield f"rules/{folder.name}", FAIL, "\n".join(filter(None, [problem, reports]))
        return
    seen = {}
    for finding in report["findings"]:
        rules = {finding["rule_id"], *(also_rule(a) for a in finding.get("also", []))}
        for place in [finding, *finding.get("references", [])]:
            at = (place.get("path", finding["path"]), place["line"])
            seen.setdefault(at, set()).update(rules)
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        path = str(file.relative_to(folder))
        free = {line for at, line in seen if at == path}
        for line, wanted in read_expectations(file):
            free.discard(line)
            if not wanted:
                continue
            rules = {r if "/" in r else f"{folder.name}/{r}" for r in wanted if r != "none"}
            got = seen.get((path, line), set())
            wrong = not rules <= got if rules else bool(got)
            yield (f"rules/{folder.name}/{path}:{line}", FAIL if wrong else PASS,
                   f"expected {', '.join(sorted(rules)) or 'nothing'}, "
                   f"got {', '.join(sorted(got)) or 'nothing'}" if wrong else "")
        if free:
            lines = ", ".join(f"{n} ({', '.join(sorted(seen[path, n]))})" for n in sorted(free))
            yield f"rules/{folder.name}/{path}", FAIL, f"findings that no comment expects: {lines}"


def also_rule(also):
    return also["rule_id"] if isinstance(also, dict) else also


def read_expectations(file):
    """Yields (line, rules) for each comment `expect: …`; it speaks of the next line that has no
    such comment itself and is not blank."""
    waiting = []
    for number, text in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), 1):
        if found := EXPECT.search(text):
            waiting += re.split(r"\s*,\s*", found[1])
            yield number, []  # what the comment itself says is free
        elif waiting and text.strip():
            yield number, waiting
            waiting = []


def suite_severity(build):
    """Places whose severity was written down by hand: tests/cases/severity/table.tsv."""
    table = TESTS / "cases" / "severity" / "table.tsv"
    yield "severity/", lambda: run_severity(build, table)


def run_severity(build, table):
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    with Sandbox(build) as box:
        for path, text, *_ in rows:
            file = box.work / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], text) + "\n",
                            encoding="utf-8")
        result = box.run([build.program, *SCAN, "."])
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports:
        yield "severity", FAIL, "\n".join(filter(None, [problem, reports]))
        return
    order = ["none", "info", "low", "medium", "high", "critical"]
    seen = {path: "none" for path, *_ in rows}
    for finding in report["findings"]:
        path = finding["path"]
        seen[path] = max(seen[path], finding["severity"], key=order.index)
    for path, text, wanted, reason in rows:
        yield (f"severity/{path}", PASS if seen[path] == wanted else FAIL,
               f"{text}\nexpected {wanted} ({reason}), got {seen[path]}")


def suite_score(build):
    """Repositories with one fact each, and what it costs: tests/score/*.txt."""
    for table in sorted((TESTS / "score").glob("*.txt")):
        yield f"score/{table.stem}/", lambda table=table: run_score(build, table)


def run_score(build, table):
    for case in scores.read(table):
        name = f"score/{table.stem}/{case.name.replace('/', ' ')}"
        problems = score_problems(build, case)
        if case.gap and problems:
            yield name, SKIP, "known gap"
        elif case.gap:
            yield name, FAIL, "passes: it is no gap"
        else:
            yield name, FAIL if problems else PASS, "\n".join([case.place, *problems])


def score_problems(build, case):
    with Sandbox(build) as box:
        overlay = box.home / "rules"
        scores.write(case, ROOT, box.work, overlay)
        rules = ["--rules", str(overlay)] if case.edits else []
        result = box.run([build.program, *SCAN, *case.args, *rules, "."])
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports:
        return list(filter(None, [problem, reports]))
    found = ((text, scores.problem(report, text)) for text in case.expectations)
    return [f"{text}: {wrong}" for text, wrong in found if wrong] \
        + list(filter(None, [scores.sums_problem(report)]))


def suite_layers(build):
    if not build.sanitized:
        found = list(layers.violations(ROOT / "src"))
        yield "layers", lambda: [("layers", FAIL if found else PASS, "\n".join(found))]


def suite_own_repository(build):
    """Our own repository is clean: what it says of Llama, its configuration excludes."""
    yield "own repository", lambda: [("own repository", *run_own_repository(build))]


def run_own_repository(build):
    with Sandbox(build) as box:
        result = box.run([build.program, *SCAN, "--fail-on", "low", str(ROOT)])
        reports = box.sanitizer_reports()
    report, problem = parse_report(result)
    if problem or reports:
        return FAIL, "\n".join(filter(None, [problem, reports]))
    if result.code == 0:
        return PASS, ""
    return FAIL, f"exit code {result.code}\n{result.stderr}{one_finding_a_line(report)}"


EXAMPLE = re.compile(
    r"<!-- run: (?P<command>llama-audit [^\n]*) -->\n\n```\w*\n(?P<text>.*?)```\n", re.DOTALL)


def suite_docs(build):
    """Examples in the documentation: a block behind `<!-- run: llama-audit … -->` is its output."""
    for path in sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")]):
        for number, example in enumerate(EXAMPLE.finditer(path.read_text()), 1):
            name = f"docs/{path.name}/{number}"
            yield name, lambda path=path, example=example, name=name: [
                verdict(name, run_example(build, path, example))]


def without_rule_count(text):
    """A new rule does not make the documentation wrong."""
    return re.sub(r"; \d+ rules$", "; [RULES] rules", text, flags=re.MULTILINE)


def excerpt(old, new):
    """The parts of a new output that stand between the lines "..." of an old one."""
    lines = new.splitlines()
    parts, at = [], 0
    segments = re.split(r"^\.\.\.\n", old, flags=re.MULTILINE)
    for index, segment in enumerate(segments):
        wanted = segment.splitlines()
        if index and wanted:
            close = difflib.get_close_matches(wanted[0], lines[at:], 1, 0.5)
            at += lines[at:].index(close[0]) if close else 0
        stop = len(lines) if index == len(segments) - 1 and wanted else at + len(wanted)
        parts.append("".join(line + "\n" for line in lines[at:stop]))
        at = stop
    return "...\n".join(parts)


def run_example(build, path, example):
    words = shlex.split(example["command"])
    with Sandbox(build) as box:
        shutil.copytree(ROOT / "samples", box.work / "samples")
        box.run(["git", "init", "-q"])
        result = box.run([build.program, *words[1:], "--today", TODAY])
    result.stdout = result.stdout.replace("\r\n", "\n")
    shown = example["text"].replace(f"llama-audit {build.version}", "llama-audit [VERSION]")
    if text_matches(without_rule_count(shown), without_rule_count(result.stdout)):
        return None
    if build.update:
        shown = excerpt(example["text"], result.stdout.replace("[VERSION]", build.version or ""))
        path.write_text(path.read_text().replace(example["text"], shown))
        return None
    return f"{path.name} shows something else, run with --update\n{result.describe()}"


# Files that the program writes, kept where readers and editors look for them.
WRITTEN = {"docs/config.schema.json": ["config", "schema"]}


def suite_written(build):
    for path, args in WRITTEN.items():
        yield f"written/{path}", lambda path=path, args=args: [
            verdict(f"written/{path}", run_written(build, ROOT / path, args))]


def run_written(build, path, args):
    with Sandbox(build) as box:
        result = box.run([build.program, *args])
    if path.exists() and path.read_text() == result.stdout:
        return None
    if build.update:
        path.write_text(result.stdout)
        return None
    return f"{path.name} is not what llama-audit {' '.join(args)} says, run with --update"


def suite_plans(build):
    """Patches apply, leave nothing of what they say, add nothing, and are not needed twice."""
    yield "plans/pairs", lambda: [verdict("plans/pairs", run_pairs())]
    for folder in sorted(p for p in (ROOT / "samples").glob("*") if p.is_dir()):
        name = f"plans/samples/{folder.name}"
        yield name, lambda folder=folder, name=name: [verdict(name, run_plans(build, folder))]
    for seed in plans.SEEDS[:4] if build.sanitized else plans.SEEDS:
        name = f"plans/generated/{seed}"
        yield name, lambda seed=seed, name=name: [verdict(name, run_plans(build, None, seed))]


def run_pairs():
    with tempfile.TemporaryDirectory(prefix="llama-audit-pairs.") as folder:
        return "\n".join(plans.pairs.self_test(pathlib.Path(folder)))


def run_plans(build, folder, seed=0):
    problems = []
    for target in plans.TARGETS:
        with Sandbox(build, folder) as box:
            if not folder:
                plans.generate(seed, box.work)

            def run(*words, program=True):
                today = ["--today", TODAY] if program else []
                return box.run([*([build.program] if program else []), *words, *today])
            run("git", "init", "-q", program=False)

            def sites(path):
                return box.run([build.folder / "tests" / "dump-sites", path]).stdout
            problems += [f"{target}: {p}" for p in plans.check(run, box.work, target, sites)]
            problems += [r for r in [box.sanitizer_reports()] if r]
    return "\n".join(problems)


def suite_accuracy(build):
    """How often we are right on labelled lines, against tests/accuracy/thresholds.json."""
    if not build.sanitized:
        yield "accuracy/", lambda: run_accuracy(build)


def run_accuracy(build):
    if problems := list(accuracy.check_labels()):
        yield "accuracy/labels", FAIL, "\n".join(problems)
        return
    with Sandbox(build) as box:
        result = accuracy.evaluate(build.program, build.environment(box.home))
    for name, verdict, what in accuracy.checks(result):
        status = {"low": FAIL, "goal": SKIP, "good": PASS}[verdict]
        yield f"accuracy/{name}", status, what


BROWSER = TESTS / "browser"
BROWSER_NODE = 20  # what playwright-core asks for; Debian 12 has 18


def node_major():
    """The major version of node, 0 without one."""
    if not shutil.which("node"):
        return 0
    out = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)", out)
    return int(found[1]) if found else 0


def suite_browser(build):
    """The HTML report in Chromium: every sample, hostile text, and thousands of findings."""
    if build.sanitized:
        return
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    missing = ("no chromium" if not chromium else
               f"no node {BROWSER_NODE} or newer" if node_major() < BROWSER_NODE else
               None if (BROWSER / "node_modules").is_dir() else
               "run: npm ci --prefix tests/browser")
    folders = {f.name: lambda work, f=f: shutil.copytree(f, work, dirs_exist_ok=True)
               for f in sorted((ROOT / "samples").glob("*")) if f.is_dir()}
    folders |= {"hostile": write_hostile, "10,000 findings": write_many}
    for folder, fill in folders.items():
        name = f"browser/{folder}"
        yield name, lambda name=name, fill=fill: [
            (name, SKIP, missing) if missing else (name, *run_browser(build, fill, chromium))]
    yield "browser/a history", lambda: [
        ("browser/a history", SKIP, missing) if missing else
        ("browser/a history", *run_history_page(build, chromium))]


def run_browser(build, fill, chromium):
    with Sandbox(build, name="work") as box:
        fill(box.work)
        html, report = box.home / "report.html", box.home / "report.json"
        result = box.run([build.program, "scan", "--today", TODAY, "-f", f"html={html}",
                          "-f", f"json={report}", "."])
        if result.code != 0:
            return FAIL, result.describe()
        result = box.run(["node", BROWSER / "check.mjs", html, report, chromium])
    return browser_verdict(result)


def run_history_page(build, chromium):
    with Sandbox(build) as box:
        html, report, folder = box.home / "page.html", box.home / "page.json", box.home / "past"
        planted.Builder(400, 3).build(folder)
        result = box.run([build.program, "history", "--today", TODAY, "-f", f"html={html}",
                          "-f", f"json={report}", folder])
        if result.code != 0:
            return FAIL, result.describe()
        result = box.run(["node", BROWSER / "history.mjs", html, report, chromium])
    return browser_verdict(result)


def browser_verdict(result):
    failed = [f"{case}\n{indent(detail)}"
              for case, status, detail in read_tap(result.stdout, result.stderr) if status == FAIL]
    if failed or result.code != 0:
        return FAIL, "\n".join(failed) or result.describe()
    return PASS, ""


def write_hostile(work):
    """Paths and lines that would do harm if a page took them for markup."""
    names = ["<img src=x onerror=alert(1)>.py", "a&amp;\"'`.py", "\u202egpj.py", "{{report}}.py"]
    for name in names:
        (work / name).write_text('M = "meta-llama/Llama-3.1-8B-Instruct"  # </script><script>'
                                 'alert(1)</script><!-- \u202e \x07 {{script}}\n', encoding="utf-8")
    (work / "ids.py").write_text('A = "meta-llama/Llama-3.1-8B</script><script>alert(2)</script>"\n')


def write_many(work):
    ids = ["meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-2-7b-chat-hf",
           "lmsys/vicuna-7b-v1.5", "meta-llama/Llama-Guard-3-8B", "meta.llama3-1-8b-instruct-v1:0"]
    for i in range(500):
        folder = work / f"team-{i % 13}" / f"service-{i % 47}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"part_{i}.py").write_text("".join(
            f'STOP_{i}_{j} = ["<|eot_id|>", "{i * j}"]\n' if j % 5 == 0 else
            f'MODEL_{i}_{j} = "{ids[(i + j) % len(ids)]}"  # service {i * j}\n' for j in range(20)))


def suite_histories(build):
    """What each mode calls new, fixed and unchanged: the table in histories.py."""
    for history in histories.HISTORIES:
        name = f"histories/{history.name}"
        yield name + "/", lambda history=history, name=name: run_history(build, history, name)


def run_history(build, history, name):
    with Sandbox(build) as box:
        for mode, problem in histories.run(box, build, history):
            yield f"{name}/{mode}", FAIL if problem else PASS, problem or ""
        reports = box.sanitizer_reports()
    if reports:
        yield f"{name} (sanitizer)", FAIL, reports


def suite_caches(build):
    """With what was kept of earlier runs and without, the report is the same: caches.py."""
    for test in caches.TESTS:
        name = f"caches/{test.__name__}/"
        yield name, lambda test=test: run_cache_test(build, test)


def run_cache_test(build, test):
    with Sandbox(build) as box:
        for name, problem in test(box, build):
            yield f"caches/{name}", FAIL if problem else PASS, problem or ""
        reports = box.sanitizer_reports()
    if reports:
        yield f"caches/{test.__name__} (sanitizer)", FAIL, reports


def suite_precommit(build):
    """The hooks in the pre-commit framework."""
    if not build.sanitized:
        missing = precommit.missing()
        yield "pre-commit", lambda: [("pre-commit", SKIP, missing) if missing
                                     else verdict("pre-commit", run_precommit(build))]


def run_precommit(build):
    with Sandbox(build) as box:
        return precommit.run(box, ROOT)


def suite_timelines(build):
    """`history` says what an audit of every commit by itself says: timelines.py."""
    for seed in (1, 2, 3):
        name = f"timelines/{seed}"
        yield name, lambda seed=seed, name=name: run_timeline(build, seed, name)


def run_timeline(build, seed, name):
    with Sandbox(build) as box:
        def run(*args):
            result = box.run([build.program, *args])
            if result.code != 0:
                raise RuntimeError(result.describe())
            return json.loads(result.stdout)
        problems = list(timelines.check(run, seed)) + [box.sanitizer_reports() or ""]
    yield verdict(name, "\n".join(filter(None, problems)))


def suite_planted(build):
    """A history of ten thousand commits, by what was planted in it and by `git log -S`."""
    if not build.sanitized:
        yield "planted/long", lambda: [verdict("planted/long", run_planted(build))]


def run_planted(build):
    with Sandbox(build) as box:
        def run(*args):
            result = box.run([build.program, *args])
            if result.code != 0:
                raise RuntimeError(result.describe())
            return json.loads(result.stdout)
        return "\n".join(planted.check(run))


def suite_terminal(build):
    folders = [p for p in (ROOT / "samples").glob("*") if p.is_dir()]
    folders += [p / "input" for p in (TESTS / "terminal").glob("*")]
    missing = terminal.missing()
    for folder in sorted(folders):
        name = f"terminal/{folder.parent.name if folder.name == 'input' else folder.name}"
        yield name, lambda folder=folder, name=name: [
            (name, SKIP, missing) if missing else verdict(name, run_terminal(build, folder))]


def run_terminal(build, folder):
    with Sandbox(build, folder) as box:
        problems = list(terminal.check(build.program, box.work, build.environment(box.home)))
        return box.sanitizer_reports() or "\n".join(problems)


def suite_rerender(build):
    folders = [p for p in (ROOT / "samples").glob("*") if p.is_dir()]
    folders += [p / "input" for p in (TESTS / "terminal").glob("*")]
    for folder in sorted(folders):
        name = f"rerender/{folder.parent.name if folder.name == 'input' else folder.name}"
        yield name, lambda folder=folder, name=name: [verdict(name, run_rerender(build, folder))]


def run_rerender(build, folder):
    with Sandbox(build, folder) as box:
        def run(args, cwd):
            return box.run([build.program, *args], cwd)
        problems = list(rerender.check(run, box.work)) + list(rerender.check_what_if(run, box.work))
        return box.sanitizer_reports() or "\n".join(problems)


def suite_contract(build):
    """Every published version of the JSON report can still be read: contract/README.md."""
    reports = sorted((TESTS / "contract").glob("report-*.*[0-9].json"))
    for report in reports:
        yield f"contract/{report.stem}", lambda report=report: [
            verdict(f"contract/{report.stem}", run_contract(build, report))]
    yield "contract/newest", lambda: [verdict("contract/newest", run_newest(build))]
    yield "contract/compare", lambda: [verdict("contract/compare", run_compare(build, reports))]
    yield "contract/history", lambda: [verdict("contract/history", run_history_schema(build))]


def run_contract(build, report):
    problems = list(contract.problems(json.loads(report.with_suffix(".schema.json").read_text()),
                                      json.loads(report.read_text())))
    with Sandbox(build) as box:
        for args in (["report", report, "-f", "json=again.json"], ["report", report, "-q"],
                     ["compare", report, report, "-f", "json"]):
            result = box.run([build.program, *args])
            if result.code != 0 or result.stderr:
                problems.append(result.describe())
        newest = json.loads((ROOT / "docs/report.schema.json").read_text())
        problems += contract.problems(newest, json.loads((box.work / "again.json").read_text()))
        problems += [box.sanitizer_reports() or ""]
    return "\n".join(filter(None, problems))


def run_newest(build):
    """A report of today keeps to the newest schema, and to every older one."""
    problems = []
    with Sandbox(build, ROOT / "samples" / "typescript-hosted") as box:
        result = box.run([build.program, *SCAN])
        report = json.loads(result.stdout)
        for schema in [ROOT / "docs/report.schema.json",
                       *sorted((TESTS / "contract").glob("*.schema.json"))]:
            problems += (f"{schema.name}: {problem}" for problem in
                         contract.problems(json.loads(schema.read_text()), report))
    return "\n".join(problems)


def against_schema(build, args, name, folder=None):
    """The JSON that a command writes keeps to docs/NAME.schema.json."""
    with Sandbox(build, folder) as box:
        result = box.run([build.program, *args, "-f", "json"])
        if result.code != 0 or result.stderr:
            return [result.describe()]
        schema = json.loads((ROOT / f"docs/{name}.schema.json").read_text())
        return [*contract.problems(schema, json.loads(result.stdout)),
                *filter(None, [box.sanitizer_reports()])]


def run_compare(build, reports):
    """Reports of every version after one another, and something added, fixed and worse."""
    with Sandbox(build, ROOT / "samples" / "monorepo") as box:
        saved = box.home / "now.json"
        result = box.run([build.program, *SCAN, "-o", saved])
        found = [] if result.code == 0 else [result.describe()]
        return "\n".join([*found, *against_schema(build, ["compare", *reports, saved], "compare"),
                          *against_schema(build, ["compare", saved, reports[0]], "compare")])


def run_history_schema(build):
    with tempfile.TemporaryDirectory(prefix="llama-audit-test.") as folder:
        planted.Builder(200, 2).build(folder)
        return "\n".join([*against_schema(build, ["history", folder], "history"),
                          *against_schema(build, ["history", "--since", "2017-08-01", folder],
                                          "history")])


def suite_formats(build):
    """Every format, by what its consumers accept; the action's steps."""
    if not build.sanitized:
        missing = formats.missing()
        yield "formats/", lambda: ([("formats", SKIP, missing)] if missing
                                   else run_formats(build))
        yield "action", lambda: [verdict("action", run_action(build))]


def run_formats(build):
    with Sandbox(build) as box:
        for case, problem in formats.check(box, build.program, TODAY):
            yield f"formats/{case}", FAIL if problem else PASS, problem


def run_action(build):
    with Sandbox(build) as box:
        return formats.check_action(box, build.program)


SUITES = (suite_layers, suite_unit, suite_rule_examples, suite_rule_sources, suite_severity,
          suite_score, suite_cases, suite_sites, suite_cli, suite_samples, suite_equality,
          suite_own_repository, suite_docs, suite_written, suite_histories, suite_timelines,
          suite_planted, suite_plans, suite_accuracy, suite_terminal, suite_rerender,
          suite_caches, suite_contract, suite_browser, suite_precommit, suite_formats)


# ---- running -------------------------------------------------------------------------------------

def run_job(build, name, job):
    """A trailing slash in a job's name means that it yields results of longer names."""
    try:
        return [(build.prefix + n, status, detail) for n, status, detail in job()]
    except Exception as error:  # a broken test must not hide the others
        return [(build.prefix + name, FAIL, f"the test itself broke: {error!r}")]


def may_match(wanted, name):
    """A job whose name ends in a slash has longer names; a filter that begins otherwise has none."""
    if wanted in name:
        return True
    folders = name.split("/")[:-1]
    return name.endswith("/") and ("/" not in wanted or any(
        wanted.startswith(folder + "/") or f"{folder}/" in wanted for folder in folders))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", action="append", metavar="DIR",
                        help="a meson build folder, may be repeated (default: build)")
    parser.add_argument("--filter", default="", metavar="SUBSTR",
                        help="only tests with this in their name")
    parser.add_argument("--update", action="store_true",
                        help="rewrite what is expected by what was seen; review the diff")
    parser.add_argument("-v", "--verbose", action="store_true", help="name the passed tests too")
    options = parser.parse_args()

    jobs = []
    for folder in options.build or [ROOT / "build"]:
        build = Build(folder, options.update)
        if not build.program.exists():
            sys.exit(f"{build.program} does not exist, build it first")
        for suite in SUITES:
            for name, job in suite(build):
                if may_match(options.filter, build.prefix + name):
                    jobs.append((build, name, job))

    counts = {PASS: 0, FAIL: 0, SKIP: 0}
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        for results in pool.map(lambda job: run_job(*job), jobs):
            for name, status, detail in results:
                if options.filter not in name:
                    continue
                counts[status] += 1
                if status == FAIL:
                    print(f"FAIL {name}\n{indent(detail)}", flush=True)
                elif status == SKIP:
                    print(f"SKIP {name}: {detail}", flush=True)
                elif options.verbose:
                    print(f"pass {name}", flush=True)
    print(f"{counts[PASS]} passed, {counts[FAIL]} failed, {counts[SKIP]} skipped")
    return 1 if counts[FAIL] or not sum(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
