/**
 * The state of the shell reader, shared by its two halves: commands and lines in shell.c, words in
 * shell_word.c.
 */
#ifndef PARSE_GUEST_SHELL_H
#define PARSE_GUEST_SHELL_H

#include "parse/parse.h"

enum {
    HEREDOCS = 8, /* begun on one line */
};

struct heredoc {
    struct str word;
    bool tabs;          /* <<-: tabs before the closing word */
    struct str command; /* what reads it */
    struct str target;  /* the file that it is written to */
};

struct shell {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    size_t at;
    size_t end;
    unsigned depth;
    struct sites words; /* of the command at hand */
    struct str target; /* of the last > */
    struct heredoc heredocs[HEREDOCS];
    size_t heredoc_count;
    unsigned cases;      /* case … esac around */
    bool pattern;        /* a pattern of the innermost case comes next */
    bool no_parenthesis; /* what opens behind here does not close: do not look for it again */
    bool no_backtick;
};

/** The byte at an offset of the text; NUL behind the end. */
static inline char byte_at(const struct shell *shell, size_t at)
{
    return at < shell->end ? shell->doc->text.ptr[at] : '\0';
}

/**
 * Takes the word that begins at `at`, quotes and expansions and all, and adds it to `words`. Adds
 * none when nothing but the end of a word stands there.
 */
void shell_take_word(struct shell *shell);

/** Reads the commands of a substitution, from and to being offsets of the same text. */
void shell_read_range(struct shell *outer, size_t from, size_t to);

#endif
