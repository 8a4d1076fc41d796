"""What other tools say of a folder, in the shape of our reports, so that they are judged alike."""

import json
import subprocess
import tempfile


def text_of(file):
    raw = file.read_bytes()
    return raw.decode("utf-16" if raw.startswith(b"\xff\xfe") else "utf-8", "replace")


def finding(path, line, model, name):
    return {"path": path, "line": line, "kind": "dependency", "category": "model-reference",
            "model": model, "rule_id": name}


def grep(regex, folder):
    """A line-wise search: every line that fits is a dependency."""
    findings = []
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and ".git" not in p.parts):
        for number, line in enumerate(text_of(file).split("\n"), 1):
            if regex.search(line):
                findings.append(finding(str(file.relative_to(folder)), number, None, "grep"))
    return {"findings": findings}


def cdxgen(program, folder):
    """The bill of materials of `cdxgen -t ai`: the places of its Llama models. What it places in a
    file without a line counts for the file's first line."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([program, "-t", "ai", "--no-install-deps", "-o", out.name, str(folder)],
                       capture_output=True, timeout=600)
        text = out.read()
    bom = json.loads(text) if text else {}
    findings = []
    for component in bom.get("components", []):
        family = {p["value"] for p in component.get("properties", [])
                  if p["name"] == "cdx:ai:modelFamily"}
        if component.get("type") != "machine-learning-model":
            continue
        if "llama" not in family and "llama" not in component["name"].lower():
            continue
        for place in component.get("evidence", {}).get("occurrences", []):
            path, _, line = place["location"].partition("#L")
            findings.append(finding(path, int(line.split("-")[0]) if line else 1,
                                    component["name"], "cdxgen"))
    return {"findings": findings}
