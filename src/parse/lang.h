/**
 * Languages and formats: which documents they are, and who reads them.
 *
 * To add one: a row in parse/langs.c, and either a grammar with parse/queries/<name>.scm or a
 * reader of its own. The row says everything; no switch on a language stands anywhere else.
 */
#ifndef PARSE_LANG_H
#define PARSE_LANG_H

#include "parse/parse.h"

typedef struct TSLanguage TSLanguage;

struct lang {
    const char *name;              /* "python": in reports and in `languages:` of rules */
    const char *const *extensions; /* without the dot, lower case, NULL-terminated; or NULL */
    const char *const *file_names; /* globs on the last part of the path; with a slash: on all */
    const char *const *aliases;    /* fence info strings and shebang programs: "py", "python3" */
    /* Emits the sites of one document. False when it does not parse (noted by the reader with
     * parse_note); the caller then reads it as text. */
    bool (*parse)(struct parse *parse, const struct doc *doc, const struct lang *lang);
    const TSLanguage *(*grammar)(void); /* for parse_grammar */
    const char *query;                  /* "queries/python.scm" */
    /* For languages without a grammar, read by parse_lexed: what comments and strings look like. */
    const struct lexer_rules *lexer;
    bool preprocessor; /* "#if 0" leaves code out */
    bool statements;   /* as in C: a value stands behind its key, with no ';' between them but in
                        * comments and literals */
    /* All roles that its documents have sites of, none of them in another language than this one
     * or text, as which is read what does not parse. 0: nothing is said. Rules for other roles and
     * languages need not wake the parser. */
    unsigned roles;
};

/** The language of a file by its name, then by its first line (#!); NULL: unknown, read as text. */
const struct lang *lang_of_doc(const struct doc *doc);

/** By name or alias, ignoring case: for fences, notebooks, script tags. NULL when unknown. */
const struct lang *lang_by_name(struct str name);

/** All rows, for `--help` and tests. */
const struct lang *lang_table(size_t *ret_count);

#endif
