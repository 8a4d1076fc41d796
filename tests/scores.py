"""Single facts and what they cost: reads tests/score/*.txt, see tests/README.md."""

import re
import shlex
import shutil

EXPECTATION = re.compile(
    r"(?P<no>no )?(?P<kind>term|work) (?P<name>[\w-]+)"
    r"(?: (?P<points>\d+/\d+/\d+))?(?: at (?P<place>\S+:\d+))?(?: containing (?P<text>.+))?$")


class Case:
    def __init__(self, name, file, line):
        self.name = name
        self.place = f"{file}:{line}"
        self.gap = name.startswith("gap: ")
        self.files = {}
        self.sample = None
        self.args = []
        self.edits = []
        self.expectations = []


def read(path):
    """The cases of one file, in its order."""
    cases = []
    file = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("== "):
            cases.append(Case(line[3:], path.name, number))
            file = None
        elif line.startswith("-- "):
            file = line[3:]
            cases[-1].files[file] = ""
        elif line.startswith("=> "):
            cases[-1].expectations.append(line[3:])
            file = None
        elif line.startswith("args: ") and file is None:
            cases[-1].args = shlex.split(line[6:])
        elif line.startswith("sample: ") and file is None:
            cases[-1].sample = line[8:]
        elif line.startswith("edit: ") and file is None:
            name, edit = line[6:].split(": ", 1)
            cases[-1].edits.append((name, *edit.split(" -> ", 1)))
        elif file is not None:
            cases[-1].files[file] += line + "\n"
        elif line and not line.startswith("#"):
            raise ValueError(f"{path}:{number}: {line}")
    return cases


def write(case, root, work, overlay):
    """Puts the files of a case into `work`, changed copies of rule files into `overlay`."""
    rules = root / "rules"
    if case.sample:
        shutil.copytree(root / "samples" / case.sample, work, dirs_exist_ok=True)
    for name, text in case.files.items():
        file = work / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    for name, old, new in case.edits:
        source = overlay / name if (overlay / name).exists() else rules / name
        text = source.read_text(encoding="utf-8")
        if old not in text:
            raise ValueError(f"{case.place}: {name} has no '{old}'")
        (overlay / name).parent.mkdir(parents=True, exist_ok=True)
        (overlay / name).write_text(text.replace(old, new), encoding="utf-8")


def points_text(points):
    return "/".join(f"{points[key]:g}" for key in ("low", "likely", "high"))


def costs_of(entries, target):
    for entry in entries:
        yield from (cost for cost in entry["costs"] if cost["target"] == target)


def target_problem(report, target, wanted):
    """What is wrong with one expectation about a target, or None."""
    costs = list(costs_of(report["findings"], target))
    if wanted.startswith("equivalent "):
        seen = sorted({str(cost["equivalent"]) for cost in costs if cost["equivalent"]})
        return None if seen == [wanted.split()[1]] else f"equivalents {seen}"
    total = next(entry for entry in report["targets"] if entry["id"] == target)
    if re.match(r"(points|days|rank) ", wanted):
        what, value = wanted.split()
        seen = total[what]
        seen = points_text(seen) if isinstance(seen, dict) else "none" if seen is None else seen
        return None if str(seen) == value else f"{what} {seen}"
    if re.match(r"(no )?excluded", wanted):
        if wanted.startswith("no "):
            return "; ".join(total["excluded"]) or None
        found = any(wanted[9:] in text for text in total["excluded"])
        return None if found else f"excluded {total['excluded']}"
    if re.match(r"(no )?blocker", wanted):
        return blocker_problem(costs, wanted)
    if wanted.startswith("works "):
        _, count, name = wanted.split()
        items = [item for item in report["work_items"] if item["change"] == name]
        return None if len(items) == int(count) else f"{len(items)} items"
    if wanted.startswith("largest "):
        seen = sorted(((cost["points"]["likely"], entry["change"])
                       for entry in report["work_items"]
                       for cost in costs_of([entry], target)), reverse=True)
        named = [item.rsplit(" ", 1) for item in wanted[8:].split(", ")]
        largest = all((float(points), change) in seen for change, points in named) and \
            sum(float(points) for _, points in named) == sum(p for p, _ in seen[:len(named)])
        return None if largest else f"work {seen[:6]}"
    match = EXPECTATION.match(wanted)
    if not match:
        return "not understood"
    entries = report["findings"] if match["kind"] == "term" else report["work_items"]
    terms = [term for cost in costs_of(entries, target) for term in cost["terms"]
             if term["change"] == match["name"]]
    if match["no"]:
        return f"there is {terms[0]['text']}" if terms else None
    seen = [f"{points_text(term['points'])} at {term.get('path')}:{term.get('line')} "
            f"{term['text']}" for term in terms]
    for term in terms:
        if match["points"] in (None, points_text(term["points"])) \
                and match["place"] in (None, f"{term.get('path')}:{term.get('line')}") \
                and (match["text"] or "") in term["text"]:
            return None
    return "; ".join(seen) or "there is none"


def blocker_problem(costs, wanted):
    blockers = [cost["blocker"] for cost in costs if cost["blocker"]]
    seen = [f"{b['text']} at {b['path']}:{b['line']}" for b in blockers]
    if wanted.startswith("no "):
        return "; ".join(seen) or None
    match = re.match(r"blocker ?(?P<text>.*?)(?: at (?P<place>\S+:\d+))?$", wanted)
    for blocker in blockers:
        if match["text"] in blocker["text"] \
                and match["place"] in (None, f"{blocker['path']}:{blocker['line']}"):
            return None
    return "; ".join(seen) or "there is none"


def problem(report, expectation):
    subject, wanted = expectation.split(" ", 1)
    if subject == "severity":
        place, severity = wanted.split()
        seen = {f["severity"] for f in report["findings"] if f"{f['path']}:{f['line']}" == place}
        return None if severity in seen else f"severities {sorted(seen)}"
    if subject == "component":
        path, target, points = wanted.split()
        seen = {(c["path"] or ".", t["id"], points_text(t["points"]))
                for c in report["components"] for t in c["targets"]}
        return None if (path, target, points) in seen else f"components {sorted(seen)}"
    if subject == "posture":
        seen = [f"{p['id']} {p['dependencies']} at {p['path']}:{p['line']}" for p in report["postures"]]
        return None if wanted in seen or wanted == "none" and not seen else f"postures {seen}"
    if subject == "stay":
        titles = [item["title"] for item in report["stay"]["items"]]
        absent = wanted.startswith("no ")
        found = any((wanted[3:] if absent else wanted) in title for title in titles)
        return None if found != absent else f"stay items {titles}"
    return target_problem(report, subject, wanted)


def sums_problem(report):
    """Terms add up to costs, and costs to totals."""
    totals = {target["id"]: dict.fromkeys(("low", "likely", "high"), 0)
              for target in report["targets"]}
    for entry in report["findings"] + report["work_items"]:
        for cost in entry["costs"]:
            for key in ("low", "likely", "high"):
                total = sum(term["points"][key] for term in cost["terms"])
                if abs(total - cost["points"][key]) > 1e-9:
                    return f"{entry.get('id') or entry['path']}: terms {total}, cost {cost}"
                totals[cost["target"]][key] += total
    for target in report["targets"]:
        for key, total in totals[target["id"]].items():
            if abs(total - target["points"][key]) > 1e-9:
                return f"{target['id']}: {key} is {target['points'][key]}, terms are {total}"
    return None
