"""A saved report gives the bytes that the scan gave, in every format."""

import json

FORMATS = ("csv", "cyclonedx", "github", "gitlab", "html", "json", "junit", "markdown", "rdjson",
           "sarif", "text")


def check(run, folder, extra=()):
    """Yields what is wrong. run(args, cwd) gives the outcome of the program."""
    scan = ["scan", "--today", "2026-11-21", *extra, "."]
    for name in FORMATS:
        scan[1:1] = ["-f", f"{name}=../scan.{name}"]
    outcome = run(scan, folder)
    if outcome.code not in (0, 1):
        yield outcome.describe()
        return
    render = ["report", "../scan.json"]
    for name in FORMATS:
        render += ["-f", f"{name}=../again.{name}"]
    outcome = run(render, folder)
    if outcome.code not in (0, 1) or outcome.stderr:
        yield outcome.describe()
        return
    for name in FORMATS:
        before = (folder.parent / f"scan.{name}").read_bytes()
        after = (folder.parent / f"again.{name}").read_bytes()
        if before != after:
            yield f"{name} differs:\n{first_difference(before, after)}"


def check_what_if(run, folder):
    """What `report` says for another day or target is what a scan says for it."""
    if run(["scan", "--today", "2026-11-21", "-f", "json=../base.json", "."], folder).code != 0:
        yield "the scan failed"
        return
    for asked in (["--today", "2026-02-01"], ["--today", "2027-06-30", "--warn-retiring", "0"],
                  ["--target", "olmo-2"], ["--target", "qwen-3", "--today", "2027-01-01"]):
        today = [] if "--today" in asked else ["--today", "2026-11-21"]
        scanned = json.loads(run(["scan", "-f", "json", *asked, *today, "."], folder).stdout)
        judged = json.loads(run(["report", "../base.json", "-f", "json", *asked], folder).stdout)
        before = [(f["path"], f["line"], f["severity"], f["retirement"])
                  for f in scanned["findings"]]
        after = [(f["path"], f["line"], f["severity"], f["retirement"])
                 for f in judged["findings"]]
        if before != after:
            different = [pair for pair in zip(before, after) if pair[0] != pair[1]]
            yield f"{' '.join(asked)}: {different[:5]}"


def first_difference(before, after):
    left = before.decode("utf-8", "replace").splitlines()
    right = after.decode("utf-8", "replace").splitlines()
    for one, other in zip(left, right):
        if one != other:
            return f"  {one[:300]}\n  {other[:300]}"
    return f"  {len(left)} and {len(right)} lines"
