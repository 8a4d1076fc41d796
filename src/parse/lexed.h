/**
 * What comments and strings look like in a language without a grammar that could be trusted with
 * hostile input. Read by parse_lexed; a row in langs.c points at its rules.
 */
#ifndef PARSE_LEXED_H
#define PARSE_LEXED_H

#include <stdbool.h>

struct lexer_rules {
    const char *line_comments[3];     /* "//", "#" */
    const char *block_comments[2][2]; /* opening and closing */
    const char *quotes;               /* "\"'": each begins and ends a string */
    const char *long_quotes[3][2];    /* opening and closing of strings over several lines */
    const char *interpolation;        /* "${": code in a string, up to the closing bracket */
    const char *imports[4];           /* words at the start of a line that name modules */
    char escape;                      /* in short strings; 0: none, a quote is written twice */
    bool raw_long;                    /* no escapes in long strings */
    bool commands;                    /* a line may be a command of the shell: PowerShell */
};

extern const struct lexer_rules lexer_bicep, lexer_clojure, lexer_cmake, lexer_cue, lexer_dart,
    lexer_elixir, lexer_erlang, lexer_fsharp, lexer_graphql, lexer_groovy, lexer_haskell,
    lexer_jsonnet, lexer_julia, lexer_lisp, lexer_nim, lexer_nix, lexer_objective_c, lexer_ocaml,
    lexer_perl, lexer_powershell, lexer_protobuf, lexer_rego, lexer_scala, lexer_sql, lexer_swift,
    lexer_vb, lexer_zig;

#endif
