"""Labels: what a reader says of a line, and whether a report agrees. docs/accuracy.md explains both.

A flag column holds flags separated by "; ":
  record-of N   the line belongs to the record whose finding is on line N
  hard          a careful second reader may differ; left out of the headline figures
  gap: REASON   the tool is known to be wrong here; must be wrong until the flag is removed
  or X          a kind or category that is right as well
  note: TEXT    for readers, such as why one of two readers was followed
Models: "a,b" are two models on one line, "a|b" two names for one, "-" is none.
"""

import csv
import re
from dataclasses import dataclass, field

# A selection takes its model from elsewhere: no finding, but in the ledger of the report.
KINDS = ("dependency", "engine", "mention", "selection", "false-friend", "none")
# Strongest first: decides what a line with several findings is called.
CATEGORIES = ("safety", "license", "fine-tune", "hosted-endpoint", "derived-model",
              "weights-artifact", "model-reference", "serving-config", "prompt-format", "tokenizer",
              "architecture", "sdk", "runtime", "mention")
OWN_COLUMNS = ("path", "line", "kind", "category", "model", "where", "flag")
PUBLIC_COLUMNS = ("repo", "commit", "path", "line", "hash12", "kind", "category", "model", "where",
                  "flag")


@dataclass
class Label:
    path: str
    line: int
    kind: str
    category: str
    model: str
    where: str
    hard: bool = False
    gap: str = ""
    record_of: int = 0
    others: set = field(default_factory=set)  # kinds and categories that are right as well
    repo: str = ""
    commit: str = ""
    hash12: str = ""

    def kinds(self):
        return {self.kind} | (self.others & set(KINDS))

    def categories(self):
        return {self.category} | (self.others & set(CATEGORIES))


def read(file, columns):
    """The labels of one file, or ValueError naming the line that is wrong."""
    with open(file, encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != columns:
        raise ValueError(f"{file}:1: expected the columns {' '.join(columns)}")
    labels = []
    for number, row in enumerate(rows[1:], 2):
        try:
            labels.append(make(dict(zip(columns, row, strict=True))))
        except ValueError as error:
            raise ValueError(f"{file}:{number}: {error}") from None
    places = {(x.repo, x.path, x.line) for x in labels}
    if len(places) != len(labels):
        raise ValueError(f"{file}: a line has two labels")
    return labels


def make(row):
    label = Label(row["path"], int(row["line"]), row["kind"], row["category"], row["model"],
                  row["where"], repo=row.get("repo", ""), commit=row.get("commit", ""),
                  hash12=row.get("hash12", ""))
    if label.kind not in KINDS:
        raise ValueError(f"unknown kind {label.kind}")
    if label.kind == "dependency" and label.category not in CATEGORIES:
        raise ValueError(f"unknown category {label.category}")
    for flag in filter(None, (f.strip() for f in row["flag"].split(";"))):
        read_flag(label, flag)
    return label


def read_flag(label, flag):
    word, _, rest = flag.partition(" ")
    if flag == "hard":
        label.hard = True
    elif word == "gap:":
        label.gap = rest
    elif word == "record-of":
        label.record_of = int(rest)
    elif word == "or" and (rest in KINDS or rest in CATEGORIES):
        label.others.add(rest)
    elif word not in ("note:", "-"):
        raise ValueError(f"unknown flag {flag}")


# ---- models --------------------------------------------------------------------------------------

# Attributes of a model that are no part of its name.
NOISE = {"meta", "instruct", "chat", "hf", "it", "gguf", "mlx", "turbo", "fp8", "awq", "base"}
# One size exists, so the size says nothing.
ONE_SIZE = {"scout": {"17b", "16e", "109b"}, "maverick": {"17b", "128e", "400b"}}


def name_parts(name):
    text = re.sub(r"[^a-z0-9.]+", "-", name.lower())
    text = re.sub(r"(?<![a-z0-9.])v(?=\d)", "", text)
    text = re.sub(r"(llama|vicuna|tulu|orca|hermes|platypus)(?=\d)", r"\1-", text)
    parts = [p for p in text.split("-") if p and p not in NOISE]
    for word, sizes in ONE_SIZE.items():
        if word in parts:
            parts = [p for p in parts if p not in sizes]
    if "prompt" in parts and "guard" in parts:
        parts = [p for p in parts if p != "llama"]
    return parts


def same_model(label_name, name, derived):
    """Whether two names are one model; for a derived one, what only one name says is no conflict."""
    if label_name == "-":
        return name in (None, "", "-", "llama")
    if not name:
        return False
    left, right = name_parts(label_name), name_parts(name)
    if sorted(left) == sorted(right):
        return True
    return derived and similar(set(left), set(right))


def similar(left, right):
    sizes = re.compile(r"\d+(\.\d+)?[bm]$")
    versions = re.compile(r"\d+(\.\d+)?$")
    rest = [{p for p in parts if not sizes.match(p) and not versions.match(p)} - {"llama"}
            for parts in (left, right)]
    if not rest[0] & rest[1]:
        return False
    for kind in (sizes, versions):
        ours = {p for p in left if kind.match(p)}
        theirs = {p for p in right if kind.match(p)}
        if ours and theirs and not ours & theirs:
            return False
    return True


def models_agree(label, names):
    """Each model of the label is among the names, and no name is of another model. A finding that
    names no model, beside one that does, is no other model."""
    derived = "derived-model" in label.categories() or label.category == "fine-tune"
    wanted = [part.split("|") for part in label.model.split(",")]

    def fits(alternatives, name):
        return any(same_model(a, name, derived) for a in alternatives)

    return (all(any(fits(w, n) for n in names) for w in wanted)
            and all(any(fits(w, n) for w in wanted) for n in names if n))
