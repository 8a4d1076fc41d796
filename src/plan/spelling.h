/**
 * How the host, hub or tool that a place speaks to spells the target.
 */
#ifndef PLAN_SPELLING_H
#define PLAN_SPELLING_H

#include "plan/edits.h"

struct spelling_request {
    const struct catalog *catalog;
    const struct renames *renames;
    const struct reference *reference;
    const struct model *model;      /* what the place names */
    const struct model *equivalent; /* what takes its place */
    struct str host;
    struct str today;
    bool own_body;      /* a vendor's own request body is somewhere in the repository */
    bool names_file;    /* a file of weights is named in the file of the reference */
    bool may_be_hosted; /* hosts use the same id, and the file speaks of one of them */
};

/**
 * What to write in place of the reference. EDIT_WRITTEN with `ret_after` (in the arena), else why
 * not; `ret_detail` may say more.
 */
enum edit_state spelling_of_target(const struct spelling_request *request, struct arena *arena,
                                   struct str *ret_after, struct str *ret_detail);

#endif
