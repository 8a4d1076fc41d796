/**
 * rules/licences.yaml: what licences ask for, and which of it a repository shows. No legal advice.
 *
 * Lifetime: licences the run arena, what is listed the result arena.
 * Errors:   ERR_SYNTAX with file and line.
 */
#ifndef SCORE_LICENCE_H
#define SCORE_LICENCE_H

#include "score/rank.h"

/** What a duty is called, and what shows that it is met. */
struct duty_kind {
    struct str id; /* "notice" */
    struct str title;
    struct strs rules;        /* of findings that show it; empty: nothing is looked for */
    struct strs evidence;     /* globs on their text, in any case; empty: any */
    struct strs not_evidence;
    struct strs paths; /* globs on their path; empty: any */
};

struct duty {
    const struct duty_kind *kind;
    struct str text; /* what is asked */
};

struct duties VEC(struct duty);

struct licence {
    struct str id; /* as in the model files: "LicenseRef-llama3.1" */
    struct str name;
    struct str url;  /* or "" */
    bool unverified; /* nobody has read it for this file */
    struct duties duties;
};

struct licences {
    struct map kinds; /* id → struct duty_kind */
    struct map rows;  /* id → struct licence */
};

NODISCARD bool licences_parse(const struct data_file *file, struct arena *run,
                              struct licences **ret, struct err *err);

/** Fills result->licences: those of the models in use, and those of what would take their place. */
void list_licences(const struct scorer *scorer, const struct places *places,
                   struct result *result);

#endif
