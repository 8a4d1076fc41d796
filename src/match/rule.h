/**
 * A detection rule: what to look for and what to call it. From rules/detect/<category>.yaml.
 *
 * Lifetime: the run arena, const after loading. `docs/rules.md` describes the YAML.
 */
#ifndef MATCH_RULE_H
#define MATCH_RULE_H

#include "match/condition.h"
#include "match/reference.h"

/** How far evidence is looked for. */
enum evidence_scope {
    EVIDENCE_SITE,
    EVIDENCE_LINE,
    EVIDENCE_RECORD, /* the enclosing record, else the statement */
    EVIDENCE_FILE,
    EVIDENCE_REPOSITORY, /* settled in the parent, when all documents are in */
    EVIDENCE_SCOPE_COUNT,
};

/** `requires:` and `unless:`: what must be there as well, and what speaks against. */
struct evidence {
    const struct condition *condition;
    enum evidence_scope scope;
    bool wanted; /* requires */
    /* What it does when it is there (or, wanted, is not): drops the reference, or takes a step off
     * its confidence with this note. */
    bool lowers;
    struct str note;
    uint32_t repository_index; /* of EVIDENCE_REPOSITORY: in the ruleset's list */
};

/** What an example says beyond yes; empty texts and zero numbers say nothing. */
struct expectation {
    struct str model;
    struct str kind;
    struct str where;
    struct str host;
    struct str category;
    struct str confidence;
    struct str value;
    struct str variant;
    struct str quantisation;
    uint64_t line;
    uint64_t column;
    uint64_t count; /* of references of this rule */
};

struct example {
    struct str path; /* so that the language is known */
    struct str text;
    unsigned line; /* of the example in the rule file */
    struct expectation expect;
};

struct rule {
    struct str id; /* "prompt-format/llama3-header": public, never reused */
    struct strs formerly;
    struct str title;
    struct str why;
    enum category category;
    enum kind kind;   /* KIND_DEPENDENCY unless the rule says otherwise */
    bool kind_forced; /* the rule says so: match/kind.c does not decide */
    bool selection;   /* `kind: selection`: a place that takes its model from elsewhere */
    enum confidence confidence;
    unsigned roles;        /* bits of enum site_role */
    struct strs paths;     /* globs, those with '!' exclude; empty: everywhere */
    struct strs languages; /* the same */
    struct strs together;  /* globs of files that are one thing: all places in them one finding */
    const struct condition *condition; /* NULL for rules of the category audit */
    bool wants_dynamic; /* looks at expressions that are no literals */
    bool once;          /* only the first place in a file counts */
    struct evidence *evidence;
    size_t evidence_count;
    const struct model *model; /* fixed by the rule, or NULL: what the condition captured */
    struct strs models;        /* "llama-{ver}-{size}b": tried in turn with a regex's groups */
    struct str host;           /* fixed by the rule, or "" */
    struct str change;         /* change kind; "" when the category's */
    struct str observes;       /* of KIND_OBSERVATION: "context", "vision", "library", … */
    struct str note;
    struct example *yes;
    size_t yes_count;
    struct example *no;
    size_t no_count;
    /* One of these is in every file that can match; they stand in the site's own text when
     * `local`. None (only in a user's rule): it is tried on every file that is parsed. */
    struct literals literals;
    bool local;
    bool built_in;
    const char *file; /* where it was read, for messages */
    unsigned line;
    uint64_t digest; /* of what it looks for; not of its title, reasons and examples */
    uint32_t index; /* in its ruleset */
};

#endif
