"""Which tokens, numbers and names go with which models, so that a patch can be checked for a mix: a
new id beside what only the old model understands, or a new name beside an old id.

It reads the bytes and asks nothing of the program that made the patch. What stands in comments, and in
documents outside of fences, is left alone.
"""

import pathlib
import re

# A bare "llama3" is a tag of Ollama's, too: it is a name only behind what takes one.
SETTING = r"(?:template|parser)[\"']?[\s=:]+[\"']?"

# By the family of an id: how it is recognised, and what is bound to it.
LLAMA = {
    "llama-2": {
        "id": r"llama-?2(?![.\d])|llama2|codellama|code-llama|vicuna",
        "tokens": (r"\[/?INST\]", r"<</?SYS>>"),
        "names": (rf"{SETTING}llama2(?:-sys(?:-bos|-strip)?)?(?![\w.-])",
                  r"template_llama2[\w.]*\.jinja"),
    },
    "llama-3": {
        "id": r"llama-?(?:v)?-?3|llama3|llama-3",
        "tokens": (r"<\|(?:start_header_id|end_header_id|eot_id|eom_id|python_tag|begin_of_text|"
                   r"finetune_right_pad_id|reserved_special_token_\d+)\|>",
                   r"(?<![\w.])12800[1-9](?![\w.])", r"(?<![\w.])12801[01](?![\w.])",
                   r"(?:bos|token_id)\W{1,4}128000(?![\w.])"),
        "names": (r"\bllama3_json\b", rf"{SETTING}llama3(?![\w.:-])",
                  r"tool_chat_template_llama3[\w.]*\.jinja"),
    },
    "llama-4": {
        "id": r"llama-?4",
        "tokens": (r"<\|(?:header_start|header_end|eot|eom|image_start|image_end)\|>",
                   r"(?<![\w.])20000[156789](?![\w.])", r"(?<![\w.])2000(?:16|17|18|80)(?![\w.])"),
        "names": (r"\bllama4_(?:json|pythonic)\b", r"tool_chat_template_llama4[\w.]*\.jinja"),
    },
}

# An id of weights from Llama, also of others' making: "deepseek-ai/DeepSeek-R1-Distill-Llama-70B".
OLD_ID = r"[\w.-]+/[\w.-]*(?:llama|vicuna)[\w.-]*-\d+b\b[\w.:-]*"

# What a target has for itself, so that it is no mix: the first formats of Mistral are written with
# Llama 2's two tokens.
OWN = {"mistral": (r"\[/?INST\]",)}

# Names in settings that only this target has.
TARGET_NAMES = {
    "gemma-4": r"\bgemma4\b",
    "qwen-3": r"\b(?:hermes|qwen3_xml|qwen3_coder|qwen3_nothink|qwen3_vl_nothink|chatml)\b",
    "olmo-2": r"\btokenizer_default\b",
    "mistral": r"\bmistral(?:_small|_v\w+|-v\d[\w-]*)?\b|\bministral3\b",
}

MANIFESTS = ("requirements.txt", "pyproject.toml", "setup.py", "package.json", "Cargo.toml", "go.mod",
             "pom.xml", "build.gradle", "build.gradle.kts", "composer.json", "Gemfile", "Pipfile",
             "environment.yml", "Chart.yaml")
PROSE = (".md", ".rst", ".adoc", ".html")
DEAD_PARTS = {"test", "tests", "docs", "doc", "fixtures", "testdata", "spec"}
COMMENT = re.compile(r"^\s*(?:#|//|/?\*|<!--|--\s|REM\s|;)")


def live_text(path):
    """What is neither comment nor prose, line by line; "" for what is no text."""
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = raw.decode(encoding, errors="replace").replace("\\u003c", "<").replace("\\u003e", ">")
    lines, fenced = [], path.suffix not in PROSE
    for line in text.splitlines():
        if path.suffix in PROSE and line.lstrip().startswith("```"):
            fenced = not fenced
        lines.append("" if not fenced or COMMENT.match(line) else line)
    return "\n".join(lines)


def family_of(spelling):
    """The newest family that fits: "llama-3.1" has no 2 or 4 behind its name."""
    return next((name for name in ("llama-4", "llama-3", "llama-2")
                 if re.search(LLAMA[name]["id"], spelling, re.IGNORECASE)), None)


def bound(family, target, text):
    """What goes only with that family, in a text."""
    for pattern in (*LLAMA[family]["tokens"], *LLAMA[family]["names"]):
        for match in re.finditer(pattern, text):
            if not any(re.fullmatch(own, match[0]) for own in OWN.get(target, ())):
                yield text.count("\n", 0, match.start()) + 1, match[0]


def component_of(root, path):
    for folder in path.relative_to(root).parents:
        if any((root / folder / name).exists() for name in MANIFESTS):
            return folder
    return pathlib.PurePath(".")


def is_live(root, path):
    parts = {p.lower() for p in path.relative_to(root).parts[:-1]}
    return path.suffix not in (*PROSE, ".jsonl", ".lock") and not parts & DEAD_PARTS


def names_a_model(text):
    return bool(re.search(r"llama|vicuna|qwen|gemma|mistral|ministral|olmo", text, re.IGNORECASE))


def mixed(root, edited, target):
    """`edited`: places of a plan whose edits are in the tree by now. Yields what does not fit."""
    changed = {}
    for place in edited:
        for edit in place["edits"]:
            family = family_of(edit["before"])
            is_name = re.fullmatch(TARGET_NAMES[target], edit["after"]) is not None
            if family:
                changed.setdefault(place["path"], []).append((family, is_name, edit))
    for path, edits in changed.items():
        text = live_text(root / path)
        for family in {f for f, is_name, _ in edits if not is_name}:
            for line, token in bound(family, target, text):
                yield f"{path}:{line}: {token} goes with {family}, whose id was edited"
        for family, is_name, edit in edits:
            old = re.search(OLD_ID, text, re.IGNORECASE) if is_name else None
            if old:
                yield f"{path}:{edit['line']}: {edit['after']} beside {old[0]}, which was not edited"
    yield from loose(root, changed, target)


def loose(root, changed, target):
    """Tokens in files that name no model speak of the models of their component."""
    families = {(f, component_of(root, root / p)) for p, edits in changed.items()
                for f, is_name, _ in edits if not is_name and is_live(root, root / p)}
    if not families:
        return
    for path in sorted(p for p in root.rglob("*") if p.is_file() and ".git" not in p.parts):
        if str(path.relative_to(root)) in changed or not is_live(root, path):
            continue
        if path.stat().st_size > 1 << 20:
            continue
        text = live_text(path)
        if names_a_model(re.sub(r"<\|[a-z_]+\|>|" + "|".join(
                n for f in LLAMA.values() for n in f["names"]), "", text)):
            continue
        own = component_of(root, path)
        for family, component in families:
            related = own == component or pathlib.PurePath(".") in (own, component)
            for line, token in bound(family, target, text) if related else ():
                yield (f"{path.relative_to(root)}:{line}: {token} goes with {family}, whose id was "
                       "edited elsewhere")


# ---- what the table is for ----------------------------------------------------------------------

OLD = {"llama-2": "meta-llama/Llama-2-7b-chat-hf", "llama-3": "meta-llama/Llama-3.1-8B-Instruct",
       "llama-4": "meta-llama/Llama-4-Scout-17B-16E-Instruct"}
NEW = {"gemma-4": "google/gemma-4-12B-it", "qwen-3": "Qwen/Qwen3-8B",
       "olmo-2": "allenai/OLMo-2-1124-7B-Instruct", "mistral": "mistralai/Ministral-3-8B-Instruct-2512"}
EXAMPLES = {"llama-2": ("[INST]", "<<SYS>>", "--chat-template llama2-sys"),
            "llama-3": ("<|eot_id|>", "<|start_header_id|>", "[128001, 128009]", "llama3_json",
                        "--chat-template llama3", "tool_chat_template_llama3.1_json.jinja"),
            "llama-4": ("<|header_start|>", "<|eot|>", "200008", "llama4_pythonic")}


def self_test(root):
    """Every pair of a new id and an old token is seen, in its file and beside it; no other is."""
    for target, new in NEW.items():
        for family, old in OLD.items():
            edited = [{"path": "a.py", "edits": [{"line": 1, "before": old, "after": new}]}]
            for other, examples in EXAMPLES.items():
                for example in examples:
                    own = any(re.fullmatch(p, example) for p in OWN.get(target, ()))
                    wanted = other == family and not own
                    (root / "a.py").write_text(f"MODEL = '{new}'\nSTOP = '{example}'\n")
                    (root / "b.py").write_text("")
                    if bool(list(mixed(root, edited, target))) != wanted:
                        yield f"{new} for {old} beside {example}: should be {wanted}"
                    (root / "a.py").write_text(f"MODEL = '{new}'\n# once {example}\n")
                    (root / "b.py").write_text(f"STOP = '{example}'\n")
                    if bool(list(mixed(root, edited, target))) != wanted:
                        yield f"{new} for {old} with {example} elsewhere: should be {wanted}"
        (root / "b.py").write_text("")
        (root / "a.py").write_text(f"MODEL = '{OLD['llama-3']}'\nPARSER = 'x'\n")
        name = {"gemma-4": "gemma4", "qwen-3": "hermes", "olmo-2": "tokenizer_default",
                "mistral": "mistral"}[target]
        edit = {"line": 2, "before": "llama3_json", "after": name}
        if not list(mixed(root, [{"path": "a.py", "edits": [edit]}], target)):
            yield f"{name} beside {OLD['llama-3']} is not seen"
