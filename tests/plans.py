"""Plans and patches, on the samples and on generated repositories: what every patch must keep.

Random, but the same on every run: a seed makes a repository.
"""

import ast
import collections
import json
import pathlib
import random
import re
import shutil
import subprocess

import pairs

try:
    import yaml
except ImportError:
    yaml = None
try:
    import jsonschema
except ImportError:
    jsonschema = None

DOCS = pathlib.Path(__file__).resolve().parent.parent / "docs"
TARGETS = ("gemma-4", "qwen-3", "olmo-2", "mistral")
SEEDS = range(36)

# Categories that are bound to the model of their file, whatever its format; pairs.py knows the rest.
BOUND = ("fine-tune", "architecture")

HUB = ("meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Meta-Llama-3-70B", "meta-llama/Llama-2-7b-hf",
       "NousResearch/Meta-Llama-3.1-8B-Instruct", "unsloth/Llama-3.2-1B-Instruct",
       "TheBloke/Llama-2-7B-GGUF", "meta-llama/Llama-Guard-3-8B",
       "deepseek-ai/DeepSeek-R1-Distill-Llama-70B")
TAGS = ("llama3.1:8b", "llama3.2:3b", "llama3:70b", "llama3.1:8b-instruct-q8_0", "llama3.3:70b")
HOSTED = ("groq/llama-3.3-70b-versatile", "openrouter/meta-llama/llama-3.3-70b-instruct",
          "meta.llama3-3-70b-instruct-v1:0", "us.meta.llama3-1-70b-instruct-v1:0",
          "@cf/meta/llama-3.1-8b-instruct-fp8", "accounts/fireworks/models/llama-v3p3-70b-instruct")


def python_load(pick):
    quote = pick("'\"")
    return f"from vllm import LLM\n\nllm = LLM(model={quote}{pick(HUB)}{quote})\n"


def python_class(pick):
    return ("from transformers import LlamaForCausalLM\n"
            f"model = LlamaForCausalLM.from_pretrained('{pick(HUB)}')\n")


def python_default(pick):
    return f'import os\nMODEL = os.getenv("MODEL", "{pick(HUB + TAGS)}")\n'


def python_litellm(pick):
    return ("from litellm import completion\n"
            f'r = completion(model="{pick(HOSTED)}", messages=[])\n')


def python_prompt(pick):
    token = pick(("<|eot_id|>", "<|start_header_id|>user<|end_header_id|>", "[INST] <<SYS>>"))
    return f'PROMPT = "{token}" + "{{question}}"\nSTOP = ["<|eot_id|>"]\n'


def python_both(pick):
    return python_default(pick) + python_prompt(pick)


def compose(pick):
    return ("services:\n  llm:\n    image: ollama/ollama\n    environment:\n"
            f"      - OLLAMA_MODEL=${{OLLAMA_MODEL:-{pick(TAGS)}}}\n"
            f"    command: ollama pull {pick(TAGS)}\n")


def serve(pick):
    return (f"#!/bin/sh\nvllm serve {pick(HUB)} \\\n  --enable-auto-tool-choice "
            f"--tool-call-parser {pick(('llama3_json', 'pythonic'))}\n")


def dotenv(pick):
    return (f"MODEL={pick(HUB + TAGS)}\nLOG=1\nOTHER=2\nOPENAI_API_KEY=sk-abcdefghijklmnopqrstuvwx0123\n")


def adapter(pick):
    return json.dumps({"base_model_name_or_path": pick(HUB), "r": 8}, indent=2) + "\n"


def settings(pick):
    text = json.dumps({"models": [{"id": pick(HUB)}, {"id": pick(HOSTED)}]}, indent=1)
    return text.replace("/", "\\/") if pick((0, 0, 1)) else text


def notebook(pick):
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None,
            "source": ["from vllm import LLM\n", f"llm = LLM('{pick(HUB)}')\n"]}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def readme(pick):
    return f"# App\n\n```sh\nollama run {pick(TAGS)}\n```\n\nWe use Llama 3.1 here.\n"


def card(pick):
    return f"---\nlicense: llama3.1\nbase_model: {pick(HUB)}\n---\n# A card\n"


# How languages and formats say a name and a text, with the quotes that they have.
SAYS = {
    "app.py": ("'\"", "", "{name} = {q}{text}{q}\n"),
    "deep/app.ts": ("'\"`", "", "export const {name} = {q}{text}{q};\n"),
    "main.go": ('"`', "package main\n\n", "const {name} = {q}{text}{q}\n"),
    "App.java": ('"', "class App {{\n", '    static final String {name} = "{text}";\n'),
    "Main.kt": ('"', "", 'const val {name} = "{text}"\n'),
    "main.rs": ('"', "", 'const {name}: &str = "{text}";\n'),
    "App.cs": ('"', "class App {{\n", '    const string {name} = "{text}";\n'),
    "app.rb": ("'\"", "", "{name} = {q}{text}{q}\n"),
    "app.php": ("'\"", "<?php\n", "const {name} = {q}{text}{q};\n"),
    "conf.toml": ("'\"", "[llm]\n", "{name} = {q}{text}{q}\n"),
    "conf.ini": (" ", "[llm]\n", "{name} = {text}\n"),
    "app.properties": (" ", "", "{name}={text}\n"),
    "values.yaml": ("'\" ", "llm:\n", "  {name}: {q}{text}{q}\n"),
    "main.tf": ('"', "", 'variable "{name}" {{\n  default = "{text}"\n}}\n'),
    "Dockerfile": ('" ', "FROM python:3.12\n", "ENV {name}={q}{text}{q}\n"),
    "run.sh": ("'\"", "#!/bin/sh\n", "{name}={q}{text}{q}\n"),
}
CLOSES = {"App.java": "}\n", "App.cs": "}\n"}
TEXTS = {"llama-3": ("<|eot_id|>", "<|start_header_id|>user<|end_header_id|>"),
         "llama-2": ("[INST]", "<<SYS>>Be brief.<</SYS>>"), "none": ("Be brief.",)}


def in_any_language(pick):
    """A model in one of them, and what may be bound to it: in the same file, or in one of its own."""
    name = pick(sorted(SAYS))
    quotes, head, line = SAYS[name]
    text = head.format() + line.format(name="MODEL", q=pick(quotes).strip(),
                                       text=pick(HUB + TAGS + HOSTED))
    beside = pick((None, None, None, "here", "elsewhere"))
    stop = line.format(name="STOP", q=pick([q for q in quotes if q != " "] or [" "]).strip(),
                       text=pick(TEXTS[pick(sorted(TEXTS))]))
    files = {name: text + (stop if beside == "here" else "") + CLOSES.get(name, "")}
    if beside == "elsewhere":
        files["stop_" + name.rpartition("/")[2]] = head.format() + stop + CLOSES.get(name, "")
    return files


MAKERS = {"load.py": python_load, "class.py": python_class, "conf.py": python_default,
          "gateway.py": python_litellm, "prompts.py": python_prompt, "both.py": python_both,
          "compose.yaml": compose, "serve.sh": serve, ".env.example": dotenv,
          "adapter_config.json": adapter, "models.json": settings, "eval.ipynb": notebook,
          "README.md": readme, "adapter/README.md": card}


def encode(text, name, pick):
    shape = pick(("lf", "lf", "crlf", "open", "bom", "utf-16"))
    if name.endswith((".sh", ".json", ".ipynb")):
        shape = "lf"
    if shape == "crlf":
        text = text.replace("\n", "\r\n")
    if shape == "open":
        text = text.rstrip("\n")
    return text.encode("utf-16" if shape == "utf-16" else "utf-8-sig" if shape == "bom" else "utf-8")


# What can be edited, so that not every repository is held back by something.
EASY = ("load.py", "conf.py", "gateway.py", "compose.yaml", "serve.sh", "models.json", "eval.ipynb",
        "README.md")
AWKWARD = ("deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "TheBloke/Llama-2-7B-GGUF",
           "meta-llama/Llama-Guard-3-8B", "llama3.1:8b-instruct-q8_0",
           "us.meta.llama3-1-70b-instruct-v1:0", "pythonic", "utf-16")


def generate(seed, root):
    rng = random.Random(seed)
    easy = seed % 2 == 0
    makers = EASY if easy else sorted(MAKERS)

    def pick(choices):
        return rng.choice([c for c in choices if not easy or c not in AWKWARD])
    folders = ("", "services/a b/", "services/größe/", "deploy/")
    for folder in folders[:rng.randint(1, len(folders))]:
        (root / folder).mkdir(parents=True, exist_ok=True)
        floors = ("transformers>=4.40", "transformers[torch] >= 4.41.2  # why", "transformers==4.44.0",
                  "transformers>=4.40,<5", "transformers")
        (root / folder / "requirements.txt").write_text(f"vllm\n{rng.choice(floors)}\n")
        files = {name: MAKERS[name](pick) for name in rng.sample(makers, rng.randint(2, 5))}
        for _ in range(rng.randint(0, 3)):
            files.update(in_any_language(pick))
        for name, text in files.items():
            path = root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(encode(text, name, pick))


# ---- what must hold ------------------------------------------------------------------------------

def why_not_parsed(path):
    """None when the file parses, or when nothing here can tell."""
    raw = path.read_bytes()
    try:
        if path.suffix in (".json", ".ipynb"):
            json.loads(raw)
        elif path.suffix == ".py":
            ast.parse(raw.decode("utf-8-sig"))
        elif path.suffix in (".yaml", ".yml") and yaml:
            list(yaml.parse(raw, Loader=yaml.CSafeLoader))
        elif path.suffix in (".js", ".mjs", ".cjs") and shutil.which("node"):
            subprocess.run(["node", "--check", path], capture_output=True, check=True)
        elif path.suffix in (".sh", ".bash"):
            subprocess.run(["bash", "-n", path], capture_output=True, check=True)
    except (ValueError, SyntaxError, subprocess.SubprocessError) as error:
        return str(error)
    except Exception as error:  # PyYAML's own
        return str(error) or "does not parse"
    return None


def places(report):
    """Dependencies by place; more than one can be alike."""
    return collections.Counter(
        (f["path"], r["line"], f["category"], r["evidence"])
        for f in report["findings"] if f["kind"] == "dependency" for r in f["references"])


def check_prompts(run):
    """Each line of the inventory is what docs/prompts.schema.json says; none is there twice."""
    schema = json.loads((DOCS / "prompts.schema.json").read_text())
    made = run("plan", "--to", TARGETS[0], "--prompts", "-", ".")
    if made.code != 0 or made.stderr:
        yield made.describe()
        return
    lines = [json.loads(line) for line in made.stdout.splitlines()]
    for line in lines:
        if missing := set(schema["required"]) - set(line):
            yield f"{line['path']}:{line['line']}: a prompt without {', '.join(sorted(missing))}"
        for error in jsonschema.Draft202012Validator(schema).iter_errors(line) if jsonschema else ():
            yield f"{line['path']}:{line['line']}: {error.message}"
    if len({line["id"] for line in lines}) != len(lines):
        yield "two prompts have one id"


def shape(text):
    """What dump-sites says of a file without texts and columns: the roles on each line."""
    return collections.Counter((line.split(":")[0], line.split(" ")[1])
                               for line in text.splitlines() if re.match(r"\d+:\d+ ", line))


def check(run, root, target, sites=None):
    """`run(*words)` gives a result with code and stdout, `sites(path)` what the program's own parser
    sees in a file. Yields what is wrong."""
    if target == TARGETS[0]:
        yield from check_prompts(run)
    scan = ("scan", "--format", "json", ".")
    before = json.loads(run(*scan).stdout)
    patch = root.parent / f"{target}.patch"
    made = run("plan", "--to", target, "-f", "json", "--patch", str(patch), ".")
    if made.code != 0 or made.stderr:
        yield made.describe()
        return
    plan = json.loads(made.stdout)
    for key in ("low", "likely", "high"):
        total = sum(p["points"][key] for p in plan["packages"])
        if abs(total - plan["points"][key]) > 1e-6:
            yield f"packages add up to {total} {key}, the total is {plan['points'][key]}"
    edited = [p for package in plan["packages"] for p in package["places"]
              if p["state"] == "edited"]
    if (patch.stat().st_size > 0) != bool(edited):
        yield f"{len(edited)} places are edited, the patch has {patch.stat().st_size} bytes"
    if b"sk-abcdef" in patch.read_bytes():
        yield "the patch shows a credential"
    if not edited:
        return
    floors = [{"path": f["path"], "edits": [f]} for f in plan["floors"]]
    old = {p["path"]: (root / p["path"]).read_bytes() for p in edited + floors}
    shapes = {path: shape(sites(root / path)) for path in old} if sites else {}
    whole = {p["path"] for p in edited if not why_not_parsed(root / p["path"])}
    for words in (("git", "apply", "--check"), ("git", "apply")):
        done = run(*words, str(patch), program=False)
        if done.code != 0:
            yield done.describe()
            return
    for path in sorted(whole):
        if problem := why_not_parsed(root / path):
            yield f"{path} does not parse any more: {problem}"
    for path, before_bytes in old.items():
        if (root / path).read_bytes() != with_edits(before_bytes, path, edited + floors):
            yield f"{path}: more has changed than the edits"
    for path, before_shape in shapes.items():
        now = shape(sites(root / path))
        if now != before_shape:
            yield f"{path}: parses otherwise: {before_shape - now} became {now - before_shape}"
    for problem in pairs.mixed(root, edited, target):
        yield f"mixed: {problem}"
    yield from compare(run, target, scan, before, edited)


def with_edits(text, path, edited):
    """The bytes of a file with its edits; two findings may say the same one."""
    edits = {(e["offset"], e["length"]): e["after"].encode() for p in edited if p["path"] == path
             for e in p["edits"]}
    pieces, end = [], 0
    for (start, length), after in sorted(edits.items()):
        pieces += [text[end:start], after]
        end = start + length
    return b"".join([*pieces, text[end:]])


def compare(run, target, scan, before, edited):
    after = json.loads(run(*scan).stdout)
    seen, left = places(before), places(after)
    for place, count in left.items():
        if count > seen[place]:
            yield f"new after the patch: {place}"
    for item in edited:
        for edit in item["edits"]:
            if any(p == item["path"] and line == edit["line"] and text == edit["before"]
                   for p, line, _, text in left):
                yield f"still found: {item['path']}:{edit['line']} {edit['before']}"
    changed = {item["path"] for item in edited}
    for path, line, category, text in left:
        if path in changed and category in BOUND:
            yield f"a new id beside {text} at {path}:{line}"
    again = run("plan", "--to", target, "--patch", "-", ".")
    if again.stdout:
        yield "a second patch is not empty:\n" + again.stdout
