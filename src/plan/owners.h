/**
 * CODEOWNERS: who looks after a path. The last line that fits decides, as on GitHub and GitLab.
 *
 * Lifetime: text and arena given to owners_parse.
 */
#ifndef PLAN_OWNERS_H
#define PLAN_OWNERS_H

#include "base/vec.h"

struct owners_line {
    struct str pattern;
    struct strs names; /* "@org/team", "a@example.org"; empty: nobody */
};

struct owners VEC(struct owners_line);

/** Where such a file may stand, in the order in which it is looked for; NULL at the end. */
extern const char *const owners_paths[];

/** Reads a CODEOWNERS file. Lines beyond a limit are left out; what is no pattern fits nothing. */
void owners_parse(struct str text, struct arena *arena, struct owners *ret_owners);

/** The owners of a path; empty when nobody is named. */
struct strs owners_of(const struct owners *owners, struct str path);

#endif
