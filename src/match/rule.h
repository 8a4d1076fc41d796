/**
 * A detection rule: what to look for and what to call it. From rules/detect/<category>.yaml.
 *
 * Lifetime: the run arena, const after loading. `docs/rules.md` describes the YAML.
 */
#ifndef MATCH_RULE_H
#define MATCH_RULE_H

#include "match/condition.h"
#include "match/reference.h"

/** How far an `unless:` looks for its counter-evidence. */
enum unless_scope {
    UNLESS_SITE,
    UNLESS_LINE,
    UNLESS_RECORD, /* the enclosing record, else the statement */
    UNLESS_FILE,
    UNLESS_REPOSITORY, /* settled in the parent, when all documents are in */
    UNLESS_SCOPE_COUNT,
};

struct unless {
    const struct condition *condition;
    enum unless_scope scope;
    /* What it does: drops the reference, or lowers its confidence with this note. */
    bool lowers;
    struct str note;
};

struct example {
    struct str path; /* so that the language is known */
    struct str text;
    unsigned line;   /* of the example in the rule file */
};

struct rule {
    struct str id; /* "prompt-format/llama3-header": public, never reused */
    struct strs formerly;
    struct str title;
    struct str why;
    enum category category;
    enum kind kind;        /* KIND_DEPENDENCY unless the rule says otherwise */
    enum confidence confidence;
    unsigned roles;        /* bits of enum site_role */
    struct strs paths;     /* globs; empty: everywhere */
    struct strs languages; /* empty: all */
    const struct condition *condition;
    struct unless *unless;
    size_t unless_count;
    const struct model *model; /* fixed by the rule, or NULL: what the condition captured */
    struct str change;         /* change kind; "" when the category's */
    struct str observes;       /* of KIND_OBSERVATION: "context", "vision", "library", … */
    struct str note;
    struct example *yes;
    size_t yes_count;
    struct example *no;
    size_t no_count;
    bool built_in;
    const char *file; /* where it was read, for messages */
    unsigned line;
    uint32_t index; /* in its ruleset */
};

#endif
