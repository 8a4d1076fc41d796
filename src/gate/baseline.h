/**
 * A baseline: the dependencies that were there when it was written. They fail no check; what is new
 * does. One entry a line, sorted, so that two branches can be merged as text:
 *
 *     llama-audit-baseline	1
 *     rules	2026-11-21	1f00aa …	CHECK        the rules of that day, and what they look for
 *     models	1f00aa …	CHECK
 *     v1:…	IDENTITY	1	high	code	RULE	2026-11-21	PATH	TEXT	CHECK
 *
 * Fields are separated by tabs; `\`, control characters and bytes that are no UTF-8 are written as
 * \xHH. CHECK is a hash of the line before it: it tells a line that was edited by hand, and is no
 * signature. The third field numbers findings of one fingerprint, so that a line that a merge
 * brought twice counts once.
 *
 * Lifetime: the arena given.
 */
#ifndef GATE_BASELINE_H
#define GATE_BASELINE_H

#include "base/buf.h"
#include "base/map.h"
#include "gate/compare.h"
#include "match/ruleset.h"

#define BASELINE_FILE_NAME ".llama-audit-baseline"

struct baseline_entry {
    struct str identity;
    struct str path;
    struct str text;
    enum severity severity;
    enum where where;
    uint32_t line; /* in the baseline */
};

struct baseline_entries VEC(struct baseline_entry);

struct baseline {
    struct str name; /* what reports call the file */
    struct baseline_entries entries;
    struct map rules;  /* digests of the rules of then, as in the file; the value is not NULL */
    struct map models; /* the same of the ids of models */
    bool has_rules;
    bool has_models;
    struct {
        uint32_t *items;
        size_t count;
        size_t capacity;
    } edited; /* lines that do not fit their check; they are in no other list */
};

/** True when a text begins like a baseline. */
bool baseline_is_one(struct str text);

/** Errors: ERR_SYNTAX when it is none; a line that is not as it was written is only listed. */
NODISCARD bool baseline_read(struct str text, struct str name, struct arena *arena,
                             struct baseline *ret, struct err *err);

/** The text for dependencies that are not suppressed. */
void baseline_write(const struct ruleset *ruleset, const struct findings *findings,
                    struct buf *out);

/** What a baseline is compared with. */
struct baseline_scope {
    const struct gate *gate;
    const struct ruleset *ruleset;
    struct str prefix; /* of the scan root below the folder that the baseline is about */
    bool whole;        /* everything was looked at: what is not there any more is stale */
    bool change;       /* findings are marked as new or not by the other side of a change */
    /* Whether a file of that path is there today; NULL when that is not known. */
    bool (*exists)(const void *state, struct str path);
    const void *state;
    const struct ledger *ledger; /* an entry of a file that was not read is not stale; or NULL */
};

/**
 * Marks the dependencies as known or new and adds trouble (audit/stale-baseline, edited-baseline),
 * unsorted. Returns how many entries are stale; ret_unread is why nothing is known of another one, or
 * NULL.
 */
size_t baseline_compare(const struct baseline *baseline, const struct baseline_scope *scope,
                        struct findings *findings, struct arena *arena,
                        const struct skip **ret_unread);

#endif
