/**
 * What a team asks of a target, whatever it costs: a stated policy, no judgement of ours.
 *
 * commercial, offline, self-hosted, eu, open-data, same-host, language:CODE, max-memory-gb:NUMBER,
 * licence:ID, no-licence:ID, vendor:NAME, no-vendor:NAME
 */
#ifndef SCORE_REQUIRE_H
#define SCORE_REQUIRE_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

enum require_kind {
    REQUIRE_COMMERCIAL,
    REQUIRE_EU,
    REQUIRE_LANGUAGE,
    REQUIRE_LICENCE,
    REQUIRE_MAX_MEMORY,
    REQUIRE_NO_LICENCE,
    REQUIRE_NO_VENDOR,
    REQUIRE_OFFLINE, /* and self-hosted: the weights can be had */
    REQUIRE_OPEN_DATA,
    REQUIRE_SAME_HOST,
    REQUIRE_VENDOR,
};

struct requirement {
    enum require_kind kind;
    struct str text;  /* as written */
    struct str value; /* behind the colon */
    double number;    /* of max-memory-gb */
    struct str path;  /* of the configuration, "" for a flag */
    uint32_t line;
};

struct requirements VEC(struct requirement);

/**
 * place: where it was said, "FILE:LINE" or "--require"; borrowed, like `text`.
 *
 * Errors: ERR_USAGE for a word that is none, with all of them.
 */
NODISCARD bool requirement_parse(struct str text, struct str place, struct requirement *ret,
                                 struct err *err);

struct scorer;
struct finding;
struct model;

/**
 * True when `member`, of the target family at that place in the effort, does not meet it in the
 * place of a finding. A NULL member is judged by its family. ret_why is in words.
 */
bool requirement_fails(const struct scorer *scorer, const struct requirement *requirement,
                       const struct finding *finding, size_t target, const struct model *member,
                       struct str *ret_why);

/** How many of all that the user asks for are not met. */
int requirements_unmet(const struct scorer *scorer, const struct finding *finding, size_t target,
                       const struct model *member);

#endif
