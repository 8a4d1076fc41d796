"""Compares reports with labels, line by line. docs/accuracy.md says what each figure means."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from labels import CATEGORIES, models_agree

STRENGTH = ("dependency", "engine", "mention", "selection")


@dataclass
class Verdict:
    """What came out for one line."""
    path: str            # with the set or repository before it
    line: int
    outcome: str         # found missed wrong accepted | agrees differs (lines of no dependency)
    label: object        # None when the line has none
    seen: str            # what the report says, for people
    category: bool = True
    model: bool = True
    where: bool = True

    def right(self):
        return self.outcome in ("found", "accepted", "agrees") and self.category and self.model


@dataclass
class Tally:
    found: int = 0
    missed: int = 0
    wrong: int = 0
    category: int = 0
    model: int = 0
    where: int = 0
    files: dict = field(default_factory=lambda: defaultdict(Counter))

    def add(self, verdict):
        if verdict.outcome in ("found", "missed", "wrong"):
            setattr(self, verdict.outcome, getattr(self, verdict.outcome) + 1)
            self.files[verdict.path][verdict.outcome] += 1
        if verdict.outcome == "found":
            self.category += verdict.category
            self.model += verdict.model
            self.where += verdict.where

    def figures(self):
        return {
            "recall": ratio(self.found, self.found + self.missed),
            "precision": ratio(self.found, self.found + self.wrong),
            "category": ratio(self.category, self.found),
            "model": ratio(self.model, self.found),
            "where": ratio(self.where, self.found),
            "recall, each file the same": self.mean_of_files("missed"),
            "precision, each file the same": self.mean_of_files("wrong"),
        }

    def mean_of_files(self, bad):
        parts = [c["found"] / (c["found"] + c[bad]) for c in self.files.values()
                 if c["found"] + c[bad]]
        return sum(parts) / len(parts) if parts else None


def ratio(part, whole):
    return part / whole if whole else None


def places(report):
    """(path, line) -> the findings that name it by their own line or by a reference."""
    seen = defaultdict(list)
    for finding in report["findings"]:
        lines = {(finding["path"], finding["line"])}
        lines |= {(r.get("path", finding["path"]), r["line"])
                  for r in finding.get("references", [])}
        for place in lines:
            seen[place].append(finding)
    for chosen in report.get("coverage", {}).get("unresolved_selections", []):
        seen[chosen["path"], chosen["line"]].append(
            {"kind": "selection", "category": "-", "model": None, "rule_id": chosen["api"],
             "line": chosen["line"]})
    return seen


def judge(prefix, labels, report, unlabelled_is_wrong=True):
    """Yields a verdict for each label and for each dependency on a line without one."""
    seen = places(report)
    by_place = {(label.path, label.line): label for label in labels}
    for place, label in by_place.items():
        yield judge_line(prefix, label, seen.get(place, []))
    for place in sorted(set(seen) - set(by_place)):
        if any(f["kind"] == "dependency" for f in seen[place]):
            yield Verdict(prefix + place[0], place[1],
                          "wrong" if unlabelled_is_wrong else "unlabelled", None,
                          describe(seen[place]))


def judge_line(prefix, label, findings):
    dependencies = [f for f in findings if f["kind"] == "dependency"]
    kinds = {f["kind"] for f in findings}
    kind = next((k for k in STRENGTH if k in kinds), "none")
    verdict = Verdict(prefix + label.path, label.line, "", label, describe(findings))
    allowed = label.kinds()
    if kind == "dependency" and "dependency" not in allowed:
        of_record = label.record_of and all(f["line"] == label.record_of for f in dependencies)
        verdict.outcome = "accepted" if of_record else "wrong"
    elif label.kind == "dependency" and kind == "dependency":
        verdict.outcome = "found"
        categories = {f["category"] for f in dependencies}
        strongest = next((c for c in CATEGORIES if c in categories), None)
        verdict.category = strongest in label.categories()
        verdict.model = models_agree(label, {f.get("model") or None for f in dependencies})
        verdict.where = any(f.get("where") == label.where for f in dependencies)
    elif label.kind == "dependency":
        verdict.outcome = "accepted" if kind in allowed else "missed"
    elif kind == "dependency":
        verdict.outcome = "accepted"
    else:
        quiet = kind == "none" and allowed & {"none", "false-friend"}
        verdict.outcome = "agrees" if kind in allowed or quiet else "differs"
    return verdict


def describe(findings):
    return ", ".join(f"{f['kind']} {f['category']} {f.get('model') or '-'} ({f['rule_id']})"
                     for f in findings) or "nothing"
