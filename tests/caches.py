"""The cache of results: with it, without it, and after whatever may have become of it, a report is
the same to the byte.

suite(build) in run.py runs it. A test is a function with a box; it yields (name, problem or None).
"""

import os
import pathlib
import re
import subprocess
import time

JSON = ["-f", "json", "--today", "2026-11-21"]
SLOW = ["--no-cache", "--no-prefilter", "-j", "0"]
TWO_MODELS = ('a = "meta-llama/Llama-3.1-8B-Instruct"  # kept-apart\n'
              'b = "meta-llama/Llama-2-7b-chat-hf"\n')


class Place:
    """A repository and a program, and whether what it says is what it says without a cache."""

    def __init__(self, box, build, name="repository"):
        self.box, self.program = box, build.program
        self.path = box.home / name
        self.path.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *args):
        done = self.box.run(["git", *args], cwd=self.path)
        if done.code != 0:
            raise RuntimeError(f"git {' '.join(args)}: {done.stderr}")
        return done.stdout

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def commit(self):
        self.git("add", "-A", "-f")
        self.git("commit", "-q", "--allow-empty", "-m", "a")

    def settle(self):
        """Some time later git writes its index again, so that it is younger than the files."""
        self.git("add", "-A", "-f")
        time.sleep(0.05)
        os.utime(self.path / ".git" / "index")

    def scan(self, *args, program=None):
        return self.box.run([program or self.program, "scan", *JSON, *args, str(self.path)])

    def caches(self):
        return sorted((self.box.home / ".cache" / "llama-audit").glob("*.results"))

    def differs(self, *args, program=None):
        """What a run says that could use the cache, and the slow way does not; None when nothing."""
        return difference(self.scan(*SLOW, *args), self.scan(*args, program=program))

    def known(self, *args):
        """How many documents were known, and of how many."""
        said = self.scan("-v", *args).stderr
        found = re.search(r"cache: (\d+) of (\d+) documents are known", said)
        return (int(found.group(1)), int(found.group(2))) if found else (0, 0)


def difference(slow, fast):
    """None when two runs said the same."""
    if (slow.code, slow.stdout, slow.stderr) == (fast.code, fast.stdout, fast.stderr):
        return None
    lines = [f"- {a}\n+ {b}" for a, b in zip(slow.stdout.splitlines(), fast.stdout.splitlines())
             if a != b][:10]
    return "\n".join([f"exit codes {slow.code} and {fast.code}", *lines, fast.stderr])


def expect(known, count):
    return None if known == count else f"{known} are known and {count} should be"


def first(problems):
    return next(filter(None, problems), None)


def everything(box, build):
    """All inputs of the cases and all samples, as one repository: cold, warm, without workers."""
    place = Place(box, build)
    tests = pathlib.Path(__file__).resolve().parent
    for folder in sorted([*tests.glob("cases/**/input"), *(tests.parent / "samples").iterdir()]):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                name = path.relative_to(tests.parent).as_posix()
                place.write(name.replace(".git", "dotgit"), path.read_bytes())
    place.commit()
    for args in (["--rev", "HEAD"], []):
        name = "commit" if args else "working tree"
        slow = place.scan(*SLOW, *args)
        for way, more in [("cold", []), ("warm", []), ("in one process", ["-j", "0"])]:
            yield f"everything/{name}, {way}", difference(slow, place.scan(*args, *more))
    text = ["--rev", "HEAD", "-f", "text", "--show", "mentions,engines"]
    yield "everything/as text", difference(place.scan(*SLOW, *text), place.scan(*text))
    said = place.scan("--rev", "HEAD", "--timing").stderr
    yield "everything/nothing is parsed twice", said if re.search(r"^parse", said, re.M) else None


RULE = """category: tokenizer
rules:
  - id: tokenizer/of-ours
    title: Ours
    why: It is ours.
    in: [string]
    match: { text: ["%s"], case: exact }
    model: llama-3
    confidence: high
    examples:
      yes: [{ path: a.py, text: 's = "%s"' }]
      no: [{ path: a.py, text: 's = "other"' }]
"""


def inputs(box, build):
    """Whatever an answer depends on is changed, after the cache has been filled without."""
    place = Place(box, build)
    place.write("a.py", TWO_MODELS + 's = "special_word"\nt = "another_word"\n')
    place.write("large.py", "# a line\n" * 1000 + TWO_MODELS)
    place.write("notes/llama.txt", TWO_MODELS)
    place.write(".llama-audit.yml", 'ignore:\n  - { path: "notes/*", rule: "*", reason: no }\n')
    place.commit()
    rules = box.home / "rules.yaml"
    rev = ["--rev", "HEAD"]
    steps = [
        ("first", [], None),
        ("again", [], None),
        ("a limit", ["--max-file-size", "2k"], None),
        ("the limit back", [], None),
        ("a rule", ["--rules", str(rules)], RULE % ("special_word", "special_word")),
        ("the rule changed", ["--rules", str(rules)], RULE % ("another_word", "another_word")),
        ("the rule gone", [], None),
        ("only some files", ["--include", "*.py"], None),
        ("the configuration is a document", ["--config", "/dev/null"], None),
        ("and is none", [], None),
        ("another date", ["--today", "2027-06-01"], None),
        ("another target", ["--target", "mistral"], None),
        ("no inline suppressions", ["--no-inline-suppressions"], None),
    ]
    for name, args, rule in steps:
        if rule:
            rules.write_text(rule)
        yield f"inputs/{name}", first([place.differs(*rev, *args), place.differs(*rev, *args)])

    place.git("mv", "a.py", "a.txt")
    place.git("mv", "notes/llama.txt", "notes/llama.yaml")
    place.commit()
    yield "inputs/the same bytes under other names", place.differs(*rev)
    place.write("a.txt", (TWO_MODELS + 's = "special_word"\n').replace("3.1", "3.2"))
    place.commit()
    yield "inputs/other bytes under the same name", place.differs(*rev)
    place.write(".gitattributes", "*.yaml linguist-generated=true\n*.txt text eol=crlf\n")
    place.commit()
    yield "inputs/attributes", place.differs(*rev)
    before = len(place.caches())
    yield "inputs/one cache for each", None if before >= 4 else f"{before} caches"


def other_build(program, copy):
    """The same program with another build id."""
    data = bytearray(pathlib.Path(program).read_bytes())
    at = data.find(b"\x04\0\0\0\x14\0\0\0\x03\0\0\0GNU\0")
    if at < 0:
        return False
    data[at + 16] ^= 0xFF
    copy.write_bytes(data)
    copy.chmod(0o755)
    return True


def versions(box, build):
    """Two programs, in turn and at once, do not meet."""
    place = Place(box, build)
    for i in range(20):
        place.write(f"{i}.py", TWO_MODELS)
    place.commit()
    other = box.home / "other"
    if not other_build(build.program, other):
        return
    rev = ["--rev", "HEAD"]
    place.scan(*rev)
    one = len(place.caches())
    for name, program in [("another build", other), ("the first one", None), ("the other", other)]:
        yield f"versions/{name}", place.differs(*rev, program=program)
    yield "versions/a cache each", None if len(place.caches()) == one + 1 else str(place.caches())

    for path in place.caches():
        path.unlink()
    env = {**build.environment(box.home)}
    runs = [subprocess.Popen([program, "scan", *JSON, *rev, str(place.path)], env=env,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            for program in [build.program, other] * 4]
    said = {run.communicate()[0] for run in runs}
    yield "versions/eight at once", None if len(said) == 1 else f"{len(said)} reports"
    yield "versions/after that", place.differs(*rev)
    left = [p.name for p in (box.home / ".cache" / "llama-audit").iterdir()
            if p.suffix != ".results"]
    yield "versions/nothing is left behind", None if not left else str(left)


def damage(box, build):
    """What a disk, another user or a bad copy may do to the file."""
    place = Place(box, build)
    for i in range(300):
        place.write(f"{i}.py", TWO_MODELS if i % 10 == 0 else f"x = {i}\n")
    place.commit()
    rev = ["--rev", "HEAD"]
    place.scan(*rev)
    [path] = place.caches()
    sound = path.read_bytes()
    every = place.known(*rev)[0]
    yield "damage/none", None if every == 270 else f"{every} documents are known"

    def flip(at):
        return sound[:at] + bytes([sound[at] ^ 0x10]) + sound[at + 1:]

    cases = {
        "a bit of the header": flip(20), "a bit of the secret": flip(60),
        "a bit of a key": flip(4096 + 24), "a bit of a place": flip(2 * 4096 - 820),
        "a bit of a value": flip(len(sound) - 24), "half of it": sound[: len(sound) // 2],
        "the end is missing": sound[:-8], "nothing in it": b"", "another file": os.urandom(20000),
        "more behind it": sound + b"\0" * 4096,
    }
    for name, data in cases.items():
        path.write_bytes(data)
        yield f"damage/{name}", first([place.differs(*rev), place.differs(*rev)])
    path.write_bytes(sound)
    path.chmod(0o666)
    yield "damage/others may write", first([place.differs(*rev)])
    path.chmod(0o600)
    path.parent.chmod(0o777)
    known = place.known(*rev)
    yield "damage/others may write to the folder", place.differs(*rev) or (
        f"{known} are known" if known != (0, 0) else None)
    path.parent.chmod(0o700)
    if os.getuid() == 0:
        os.chown(path, 12345, -1)
        path.write_bytes(sound)
        known = place.known(*rev)[0]
        yield "damage/somebody else's", place.differs(*rev) or (
            f"{known} are known" if known else None)


def places(box, build):
    """Where it may be, and what may be in it."""
    place = Place(box, build)
    for i in range(20):
        place.write(f"{i}.py", TWO_MODELS)
    place.commit()
    place.scan("--rev", "HEAD", "--no-cache")
    yield "places/--no-cache", None if not place.caches() else "it was written"

    inside = {"XDG_CACHE_HOME": str(place.path / "cache")}
    box.run([build.program, "scan", *JSON, "--rev", "HEAD", str(place.path)], env=inside)
    box.run([build.program, "scan", *JSON, str(place.path)], env=inside)
    found = list((place.path / "cache").rglob("*"))
    yield "places/never in the tree", None if not found else str(found)
    (place.path / "sub").mkdir()
    place.write("sub/a.py", TWO_MODELS)
    box.run([build.program, "scan", *JSON, str(place.path / "sub")], env=inside)
    found = list((place.path / "cache").rglob("*"))
    yield "places/nor beside a folder of it", None if not found else str(found)

    place.scan("--rev", "HEAD")
    text = b"".join(path.read_bytes() for path in place.caches())
    yield "places/no text around a match", "there is" if b"kept-apart" in text else None
    yield "places/but the match", None if b"meta-llama/Llama-3.1-8B-Instruct" in text else "none"


def working_tree(box, build):
    """Files are taken for what git has of them only when they must be that."""
    place = Place(box, build)
    for i in range(40):
        place.write(f"{i}.py", TWO_MODELS if i < 10 else f"x = {i:4}\n")
    place.commit()
    place.settle()
    every = 30 # those that hold nothing are known without being read
    yield "working_tree/cold", place.differs()
    yield "working_tree/warm", place.differs() or expect(place.known()[0], every)

    path = place.path / "20.py"
    before = path.stat()
    path.write_text("llama3 = 1"[: before.st_size - 1] + "\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    yield "working_tree/same size and time, other content", \
        ("the size differs" if path.stat().st_size != before.st_size else None) or \
        place.differs() or expect(place.known()[0], every - 1)
    path.write_text("x = 'meta-llama/Llama-2-7b-chat-hf'\n")
    yield "working_tree/another size", place.differs()
    path.unlink()
    yield "working_tree/gone", place.differs()
    path.symlink_to("3.py")
    yield "working_tree/a link in its place", place.differs()
    path.unlink()
    place.git("checkout", "-q", "--", "20.py")

    for content in ("x = 'llama-2-7b'\n", "x = 'llama-3-8b'\n", "x = 'nobody  a'\n"):
        path = place.path / "21.py"
        path.write_text(content)
        place.git("add", "21.py")
        path.write_text(content.replace("a", "o"))
        yield f"working_tree/an edit right after the index, {content.strip()}", place.differs()
    place.commit()
    for _ in range(3):
        yield "working_tree/in the same tick as the index", place.differs()

    place.settle()
    yield "working_tree/settled again", place.differs() or place.differs() or expect(
        place.known()[0], every)
    place.git("update-index", "--assume-unchanged", "22.py")
    place.git("update-index", "--skip-worktree", "23.py")
    time.sleep(0.05)
    os.utime(place.path / ".git" / "index")
    yield "working_tree/files that git does not look at", \
        place.differs() or expect(place.known()[0], every - 2)
    (place.path / "24.py").write_text((place.path / "24.py").read_text())
    yield "working_tree/written again", place.differs() or expect(place.known()[0], every - 3)
    place.write("untracked.py", TWO_MODELS)
    yield "working_tree/a file that is not tracked", place.differs()
    sub = Place.__new__(Place)
    sub.box, sub.program, sub.path = box, build.program, place.path / "sub"
    place.write("sub/a.py", TWO_MODELS)
    place.settle()
    yield "working_tree/a folder of it", first([sub.differs(), sub.differs()])


def attributes(box, build):
    """Where git has other bytes than the working tree, its id says nothing."""
    place = Place(box, build)
    name = "Llama-3.1-8B"
    place.write(".gitattributes", "*.py text\n*.rot filter=rot\n*.enc ident\n")
    place.git("config", "filter.rot.clean", "tr a-zA-Z n-za-mN-ZA-M")
    place.git("config", "filter.rot.smudge", "tr a-zA-Z n-za-mN-ZA-M")
    place.write("lf.py", "a = 1\nb = 2\n")
    place.write("a.rot", "nothing\n" * 3)
    place.write("b.enc", "$Id$\n")
    for variant, text in [("first", f"a = 'meta-llama/{name}'\r\nb = 'meta-llama/{name}'\n"),
                          ("same size, other ends", f"a = 'meta-llama/{name}'\n"
                                                    f"b = 'meta-llama/{name}'\r\n"),
                          ("same object, smaller", f"a = 'meta-llama/{name}'\n"
                                                   f"b = 'meta-llama/{name}'\n"),
                          ("larger again", f"a = 'meta-llama/{name}'\r\n"
                                           f"b = 'meta-llama/{name}'\r\n")]:
        place.write("ends.py", text)
        place.settle()
        yield f"attributes/{variant}", first([place.differs(), place.differs()])
    known = place.known()[0]
    yield "attributes/only what is the same is known", expect(known, 2) # and .gitattributes
    place.write(".gitattributes", "")
    yield "attributes/taken away", first([place.differs(), place.differs()])
    place.write("a.rot", "llama-2-7b-chat-hf\n")
    place.settle()
    place.git("config", "core.autocrlf", "true")
    place.write("ends.py", f"a = 'meta-llama/{name}'\r\nb = 1\n")
    place.settle()
    yield "attributes/autocrlf", first([place.differs(), place.differs()])
    place.write("ends.py", f"a = 'meta-llama/{name}'\nb = 1\r\n")
    place.settle()
    yield "attributes/autocrlf, other ends", first([place.differs(), place.differs()])
    place.git("config", "core.autocrlf", "false")
    place.write(".gitattributes", "*.dat filter=lfs\n")
    place.write("model.dat", "version https://git-lfs.github.com/spec/v1\n"
                             f"oid sha256:{'0' * 64}\nsize 12345\n")
    place.git("config", "filter.lfs.clean", "cat")
    place.settle()
    yield "attributes/a pointer of LFS", first([place.differs(), place.differs()])
    place.write("model.dat", "meta-llama/Llama-3.1-8B\n")
    yield "attributes/what it points to", first([place.differs(), place.differs()])


def revisions(box, build):
    """The files of a commit are listed from memory only when it is that commit, and those files."""
    place = Place(box, build)
    for i in range(30):
        place.write(f"src/{i % 3}/{i}.py", TWO_MODELS if i < 5 else f"x = {i}\n")
    place.write("a/deep/er/conf.yaml", "model: llama3.1:8b\n")
    (place.path / "link").symlink_to("src")
    place.write("large.py", "# a line\n" * 1000)
    place.commit()
    place.write("src/0/6.py", TWO_MODELS)
    place.git("mv", "src/1", "moved")
    place.commit()
    runs = [
        ["--rev", "HEAD"], ["--rev", "HEAD"], ["--rev", "HEAD~1"], ["--rev", "HEAD"],
        ["--rev", "HEAD", "--exclude", "src/*"], ["--rev", "HEAD", "--include", "*.yaml"],
        ["--rev", "HEAD", "--include", "*.yaml", "--exclude", "a"], ["--rev", "HEAD", "-j", "0"],
        ["--rev", "HEAD", "--max-file-size", "1k"],
    ]
    for args in runs:
        yield f"revisions/{' '.join(args)}", first([place.differs(*args), place.differs(*args)])
    for name in ("src", "src/0/6.py", "a/deep"):
        part = Place.__new__(Place)
        part.box, part.program, part.path = box, build.program, place.path / name
        yield f"revisions/only {name}", first([part.differs("--rev", "HEAD"),
                                               part.differs("--rev", "HEAD")])
    known, count = place.known("--rev", "HEAD")
    yield "revisions/known", None if count - known == 7 else f"{known} of {count}"
    bare = Place.__new__(Place)
    bare.box, bare.program, bare.path = box, build.program, box.home / "bare.git"
    place.git("clone", "-q", "--bare", ".", str(bare.path))
    yield "revisions/a bare repository", first([bare.differs(), bare.differs(), bare.differs()])
    place.write(".llama-audit.yml", "ignore: []\n")
    place.commit()
    for args in (["--config", "/dev/null"], [], ["--config", "/dev/null"]):
        yield f"revisions/a file of our own {' '.join(args)}", first(
            [place.differs("--rev", "HEAD", *args), place.differs("--rev", "HEAD", *args)])


TESTS = [everything, inputs, revisions, versions, damage, places, working_tree, attributes]
