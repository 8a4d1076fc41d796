/**
 * A site: a piece of text with a syntactic role and a place. Parsers make sites and know no rules;
 * matchers read sites and know no languages.
 *
 * Lifetime: the doc arena.
 * Units:    all offsets count bytes of the file text (see walk/doc.h), ends are exclusive.
 */
#ifndef PARSE_SITE_H
#define PARSE_SITE_H

#include "base/str.h"
#include "base/vec.h"

/** What a piece of text is. A site may have several: a string that is a call's argument. */
enum site_role {
    SITE_STRING = 1 << 0,       /* a string literal of a programming language */
    SITE_NUMBER = 1 << 1,       /* a numeric literal, digits as written */
    SITE_IDENTIFIER = 1 << 2,   /* a name that is used or defined, one dotted chain in one site */
    SITE_IMPORT = 1 << 3,       /* what an import, include or require names: module or symbol */
    SITE_ARGUMENT = 1 << 4,     /* an argument of a call: callee, argument, position are set */
    SITE_KEY = 1 << 5,          /* the key of a pair; `key` is its path, itself included */
    SITE_VALUE = 1 << 6,        /* the value of a pair, or an item of a sequence; `key` is set */
    SITE_COMMAND_WORD = 1 << 7, /* a word of a shell command; `command` is set */
    SITE_INSTRUCTION = 1 << 8,  /* the argument of a Dockerfile or Modelfile instruction */
    SITE_PACKAGE = 1 << 9,      /* a package in a manifest or lock file; version, ecosystem */
    SITE_PATH = 1 << 10,        /* the path of the document itself */
    SITE_COMMENT = 1 << 11,
    SITE_PROSE = 1 << 12,       /* running text: Markdown, docstrings, unknown formats */
    SITE_ROLE_ALL = (1 << 13) - 1,
    /* A field of the header of weights, together with VALUE; no role of text, so only rules that
     * name it look at it. It has an offset, but stands in no line. */
    SITE_HEADER = 1 << 13,
};

enum { SITE_ROLE_COUNT = 14 };

/** "string", "call-argument", …: the names used in rules (`in:`), by bit number. */
extern const char *const site_role_names[SITE_ROLE_COUNT];

struct extent {
    uint32_t start;
    uint32_t end;
};

struct site {
    unsigned roles;    /* bits of enum site_role */
    struct str text;   /* decoded: without quotes, escapes resolved, adjacent literals joined */
    struct extent at;  /* where the text stands, quotes not included */
    /* origin[i]: offset in the file text of byte i of `text`, text.len + 1 entries. NULL: at.start
     * and on, in step, which is the usual case. */
    const uint32_t *origin;
    struct extent statement; /* smallest enclosing statement, key/value pair or instruction */
    struct extent record;    /* enclosing object, mapping, list item, table or call; {0,0}: none */

    const char *language; /* name of a row in parse/langs.c, of the innermost document */
    /* Dotted path of keys, list items as "[]": "services.llm.environment.MODEL". In code: the name
     * that the value is assigned to or the dictionary keys above it. May be empty. */
    struct str key;
    struct str symbol;    /* enclosing function or class, innermost first: "build_chain" */
    struct str callee;    /* of an argument, as written: "client.chat.completions.create" */
    struct str argument;  /* its keyword name, "" when positional */
    int position;         /* of a positional argument from 0, -1 otherwise */
    struct str command;   /* of a command word: program and subcommands, "ollama run" */
    struct str flag;      /* the option whose value it is, "--model"; "" for an operand */
    struct str ecosystem; /* of a package: "pypi", "npm", "docker", "maven", … */
    struct str version;   /* of a package, as written: ">=0.3,<1", "v1.2.3", "" */
    bool lock;            /* the package stands in a generated lock file */
    bool dynamic;         /* not a literal: `text` is the expression, as written */
    bool partial;         /* a template or concatenation: `text` has code in it, {} in strings */
    struct str variable;  /* of a dynamic site: the name it reads, "MODEL_NAME"; may be empty */
    bool snippet;         /* inside a fence or inline code of a document: to be run or copied */
    bool dead;            /* commented-out, recorded output: never executed */
    bool test;            /* inside an inline unit test (Rust #[cfg(test)] and the like) */
};

struct sites VEC(struct site);

/** The place in the file text of the bytes [from, to) of the site's text. */
struct extent site_extent(const struct site *site, size_t from, size_t to);

#endif
