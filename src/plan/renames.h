/**
 * rules/renames.yaml: what a patch may write beside model ids. docs/plan.md describes the file.
 *
 * Lifetime: the run arena, const after loading.
 * Errors:   ERR_SYNTAX with file and line.
 */
#ifndef PLAN_RENAMES_H
#define PLAN_RENAMES_H

#include "base/map.h"
#include "catalog/catalog.h"
#include "match/rule.h"

struct rename_to {
    struct str models; /* glob on the id of a model, or a family */
    struct str name;
};

/** A name in a setting that each family has its own for. */
struct rename_row {
    struct strs changes; /* change kinds */
    struct strs keys;    /* globs on the last part of key, flag or argument; empty: any */
    struct strs from;
    struct rename_to *to; /* the first that fits */
    size_t to_count;
};

/** How a place of some change kind is treated. */
struct treatment {
    struct str name; /* "id", "name", "licence", else the reason why it is not edited */
    bool binds;      /* what is beside it can be edited only together with it */
};

struct renames {
    struct map changes;       /* change kind → struct treatment */
    struct strs uniform;      /* hosts whose requests look alike */
    struct strs without_body; /* where they do unless a vendor's own body is found */
    struct strs geographies;  /* "us.": before an id of ours, not before one of the targets */
    struct rename_row *rows;
    size_t row_count;
    struct rename_row *by_hand; /* what a person writes; only `from` and `to` are set */
    size_t by_hand_count;
};

NODISCARD bool renames_load(const struct data *data, const struct catalog *catalog,
                            struct arena *run, struct renames *ret_renames, struct err *err);

/**
 * What a setting is called for `model`; "" when the table has no name for it. `ret_known`: whether
 * the table knows the present name at all.
 */
struct str renames_find(const struct renames *renames, struct str change,
                        const struct reference *reference, const struct model *model,
                        bool *ret_known);

/** What a person writes in place of `text` for `model`; "" when the table has nothing. */
struct str renames_by_hand(const struct renames *renames, struct str text,
                           const struct model *model);

#endif
