"""The text report at several widths, with and without colour, in a pseudo-terminal and in a pipe."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata

WIDTHS = (60, 80, 120, 200)
SCREEN_LINES = 30  # of the first screen, where a line has 80 columns or more
COLOUR = re.compile(r"\033\[[0-9;]*m")
LINK = re.compile(r"\033\]8;;[^\033]*\033\\")


def width_of(text):
    """Columns that a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF"
               else 1 for c in text)


def in_terminal(command, cwd, env, columns):
    """What a terminal of so many columns is sent."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(command, cwd=cwd, env=env, stdin=slave, stdout=slave,
                          stderr=subprocess.DEVNULL, close_fds=True) as process:
        os.close(slave)
        chunks = []
        while True:
            try:
                chunk = os.read(master, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            chunks.append(chunk)
    os.close(master)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def missing():
    """Why these tests cannot run, or None."""
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as error:
        return f"no pseudo-terminal: {error}"
    return None


def in_pipe(command, cwd, env):
    return subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          check=False).stdout.decode("utf-8")


def too_wide(text, columns):
    """Lines that do not fit, but for those whose path alone does not."""
    for line in text.splitlines():
        longest = max((width_of(word) for word in line.split()), default=0)
        indent = len(line) - len(line.lstrip())
        if width_of(line) > columns and indent + longest <= columns:
            yield f"{width_of(line)} columns of {columns}: {line}"


def first_screen(text):
    """The lines up to the end of the coverage."""
    lines = text.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("coverage"))
    end = start
    while end < len(lines) and lines[end]:
        end += 1
    return end


def check(program, folder, env):
    """Everything that is wrong with the report of a folder, one text each."""
    command = [program, "--today", "2026-11-21", "."]
    plain_env = {**env, "TERM": "xterm-256color"}
    for columns in WIDTHS:
        coloured = in_terminal(command, folder, plain_env, columns)
        plain = in_terminal(command, folder, {**plain_env, "NO_COLOR": "1"}, columns)
        piped = in_pipe(command, folder, {**plain_env, "COLUMNS": str(columns)})
        always = in_pipe([*command, "--color", "always"], folder,
                         {**plain_env, "COLUMNS": str(columns)})
        linked = in_terminal(command, folder, {**plain_env, "FORCE_HYPERLINK": "1"}, columns)
        yield from too_wide(plain, columns)
        if columns >= 80 and first_screen(plain) > SCREEN_LINES:
            yield f"the first screen has {first_screen(plain)} lines at {columns} columns"
        if "\033" in plain or "\033" in piped:
            yield f"colour that was not asked for, at {columns} columns"
        if "\033[" not in coloured or COLOUR.sub("", coloured) != plain:
            yield f"colour changes the text at {columns} columns"
        if piped != plain or always != coloured:
            yield f"a pipe gets another text at {columns} columns"
        if "\033]8" in coloured:
            yield f"links in a terminal that may not have them, at {columns} columns"
        found = "no Llama dependency" not in plain
        if ("\033]8;;file://" in linked) != found or LINK.sub("", linked) != coloured:
            yield f"links change the text at {columns} columns"
