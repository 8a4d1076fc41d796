#include <stdio.h>

#include "command/command.h"

enum { NAME_WIDTH = 26, TEXT_WIDTH = 80 };

/* Words of `text` in lines of at most TEXT_WIDTH columns, continuation lines indented. */
static void add_wrapped(struct buf *out, const char *text)
{
    struct str rest = str_from(text);
    size_t column = NAME_WIDTH;
    while (rest.ptr) {
        struct str word = str_split(&rest, ' ');
        if (column + 1 + word.len > TEXT_WIDTH) {
            buf_char(out, '\n');
            buf_fill(out, ' ', NAME_WIDTH);
            column = NAME_WIDTH;
        }
        if (column > NAME_WIDTH) {
            buf_char(out, ' ');
            column++;
        }
        buf_add(out, word);
        column += word.len;
    }
    buf_char(out, '\n');
}

static void add_row(struct buf *out, const char *left, const char *about)
{
    size_t start = out->len;
    buf_printf(out, "  %s", left);
    size_t width = out->len - start;
    if (width + 1 > NAME_WIDTH) {
        buf_char(out, '\n');
        width = 0;
    }
    buf_fill(out, ' ', NAME_WIDTH - (int)width);
    add_wrapped(out, about);
}

static void add_options(struct buf *out)
{
    size_t count;
    const struct option_row *rows = cli_option_table(&count);
    const char *group = "";
    for (size_t i = 0; i < count; i++) {
        const struct option_row *row = &rows[i];
        if (strcmp(group, row->group) != 0) {
            group = row->group;
            buf_printf(out, "\n%s:\n", group);
        }
        char left[64];
        char letter[8] = "";
        if (row->letter)
            snprintf(letter, sizeof letter, "-%c, ", row->letter);
        const char *join = !row->argument ? "" : row->argument_optional ? "[=" : " ";
        snprintf(left, sizeof left, "%s--%s%s%s%s", letter, row->name, join,
                 row->argument ? row->argument : "", row->argument_optional ? "]" : "");
        add_row(out, left, row->about);
    }
}

void help_text(struct buf *out)
{
    buf_puts(out, "llama-audit: where a repository depends on Meta's Llama models, and what moving\n"
                  "each place to Gemma 4, Qwen 3, OLMo 2 or Mistral would cost.\n\n"
                  "Usage: llama-audit [COMMAND] [OPTIONS] [PATH]\n\n"
                  "PATH is a folder or file; without it the repository around the current folder\n"
                  "is audited. A first argument that is a command name is the command: write\n"
                  "./scan or -- scan for a path of that name.\n\nCommands:\n");
    size_t count;
    const struct command *commands = command_table(&count);
    for (size_t i = 0; i < count; i++) {
        char left[96];
        snprintf(left, sizeof left, "%s %s", commands[i].name, commands[i].synopsis);
        add_row(out, left, commands[i].about);
    }
    add_options(out);

    buf_puts(out, "\nFormats:\n");
    const struct reporter *reporters = reporter_table(&count);
    for (size_t i = 0; i < count; i++)
        add_row(out, reporters[i].name, reporters[i].about);

    buf_puts(out, "\nExamples:\n"
                  "  llama-audit                                   this repository, for a person\n"
                  "  llama-audit --fail-on high                    a CI step\n"
                  "  llama-audit --rev v1.4 -f json=old.json       a commit, for a program\n"
                  "  llama-audit -f text -f sarif=out.sarif src    two reports in one run\n"
                  "  llama-audit --target qwen-3 services/chat     one folder, one target\n"
                  "  llama-audit explain app/chat.py:14            why this line is a finding, or none\n"
                  "\nExit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 usage,\n"
                  "configuration or run error, or coverage that --require-coverage asks for.\n");
}

bool command_help(struct options *options, int *ret_exit_code, struct err *err)
{
    (void)options;
    CLEANUP(buf_release) struct buf out = { 0 };
    help_text(&out);
    *ret_exit_code = EXIT_CLEAN;
    return print_stdout(buf_str(&out), err);
}
