"""A saved report gives the bytes that the scan gave, in every format."""

FORMATS = ("csv", "cyclonedx", "github", "gitlab", "html", "json", "junit", "markdown", "rdjson",
           "sarif", "text")


def check(run, folder, extra=()):
    """Yields what is wrong. run(args, cwd) gives the outcome of the program."""
    scan = ["scan", "--today", "2026-11-21", *extra, "."]
    for name in FORMATS:
        scan[1:1] = ["-f", f"{name}=scan.{name}"]
    outcome = run(scan, folder)
    if outcome.code not in (0, 1):
        yield outcome.describe()
        return
    render = ["report", "scan.json"]
    for name in FORMATS:
        render += ["-f", f"{name}=again.{name}"]
    outcome = run(render, folder)
    if outcome.code not in (0, 1) or outcome.stderr:
        yield outcome.describe()
        return
    for name in FORMATS:
        before = (folder / f"scan.{name}").read_bytes()
        after = (folder / f"again.{name}").read_bytes()
        if before != after:
            yield f"{name} differs:\n{first_difference(before, after)}"


def first_difference(before, after):
    left = before.decode("utf-8", "replace").splitlines()
    right = after.decode("utf-8", "replace").splitlines()
    for one, other in zip(left, right):
        if one != other:
            return f"  {one[:300]}\n  {other[:300]}"
    return f"  {len(left)} and {len(right)} lines"
