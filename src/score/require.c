#include "score/require.h"

#include <stdlib.h>

#include "score/bill.h"

enum { NUMBER_MAX_LEN = 24 };

static const struct {
    const char *name;
    enum require_kind kind;
    bool has_value;
} words[] = {
    { "commercial", REQUIRE_COMMERCIAL, false }, { "eu", REQUIRE_EU, false },
    { "language", REQUIRE_LANGUAGE, true },      { "licence", REQUIRE_LICENCE, true },
    { "license", REQUIRE_LICENCE, true },        { "max-memory-gb", REQUIRE_MAX_MEMORY, true },
    { "no-licence", REQUIRE_NO_LICENCE, true },  { "no-license", REQUIRE_NO_LICENCE, true },
    { "no-vendor", REQUIRE_NO_VENDOR, true },    { "offline", REQUIRE_OFFLINE, false },
    { "open-data", REQUIRE_OPEN_DATA, false },   { "same-host", REQUIRE_SAME_HOST, false },
    { "self-hosted", REQUIRE_OFFLINE, false },   { "vendor", REQUIRE_VENDOR, true },
};

/* ---- reading ---- */

/* ".llama-audit.yml:4" is a line of a file, "--require" is none. */
static void settle_place(struct requirement *requirement, struct str place)
{
    size_t at = place.len;
    uint64_t line;
    while (at > 0 && place.ptr[at - 1] != ':')
        at--;
    if (at == 0 || !str_to_u64(str_slice(place, at, place.len), &line))
        return;
    requirement->path = str_slice(place, 0, at - 1);
    requirement->line = (uint32_t)line;
}

static bool read_memory(struct requirement *requirement)
{
    char text[NUMBER_MAX_LEN] = { 0 };
    char *end = text;
    if (requirement->value.len >= sizeof text)
        return false;
    memcpy(text, requirement->value.ptr, requirement->value.len);
    requirement->number = strtod(text, &end);
    return end != text && *end == '\0' && requirement->number > 0;
}

bool requirement_parse(struct str text, struct str place, struct requirement *ret, struct err *err)
{
    size_t colon = str_find_char(text, ':', 0);
    struct str name = str_slice(text, 0, colon == STR_NONE ? text.len : colon);
    size_t at = 0;
    while (at < ARRAY_COUNT(words) && !str_is(name, words[at].name))
        at++;
    if (at == ARRAY_COUNT(words))
        return err_set(err, ERR_USAGE,
                       "--require: '%.*s' is none of commercial, offline, self-hosted, eu, "
                       "open-data, same-host, language:CODE, max-memory-gb:NUMBER, licence:ID, "
                       "no-licence:ID, vendor:NAME, no-vendor:NAME",
                       STR_ARG(text));
    if (words[at].has_value != (colon != STR_NONE && colon + 1 < text.len))
        return err_set(err, ERR_USAGE, "--require: '%.*s' %s", STR_ARG(text),
                       words[at].has_value ? "needs a value, as in language:de" : "takes no value");
    struct requirement requirement = { .kind = words[at].kind, .text = text };
    if (words[at].has_value)
        requirement.value = str_trim(str_slice(text, colon + 1, text.len));
    if (requirement.kind == REQUIRE_MAX_MEMORY && !read_memory(&requirement))
        return err_set(err, ERR_USAGE, "--require: '%.*s' needs a number of gigabytes",
                       STR_ARG(text));
    settle_place(&requirement, place);
    *ret = requirement;
    return true;
}

/* ---- judging ---- */

/* "English" alone lacks German; "140+" and a list that names it do not; no text says nothing. */
static bool lacks_language(const struct effort *effort, const struct model *member, struct str code)
{
    if (member->languages.len == 0)
        return false;
    for (size_t i = 0; i < member->languages.len; i++) {
        if (ascii_digit(member->languages.ptr[i]))
            return false;
    }
    for (size_t i = 0; i < effort->language_count; i++) {
        if (str_equal_icase(effort->languages[i].code, code))
            return str_find(member->languages, effort->languages[i].name, 0) == STR_NONE;
    }
    return str_find(member->languages, code, 0) == STR_NONE;
}

static bool lacks_memory(const struct scorer *scorer, const struct finding *finding,
                         const struct model *member, double most, struct str *ret_why)
{
    double bytes = effort_bytes(scorer->effort, finding->references.items[0].quantisation);
    double wanted = member->params_b * bytes;
    if (wanted <= most)
        return false;
    *ret_why =
        arena_printf(scorer->arena, "%.*s has %.0f GB of weights", STR_ARG(member->id), wanted);
    return true;
}

static bool member_fails(const struct scorer *scorer, const struct requirement *requirement,
                         const struct finding *finding, const struct model *member,
                         struct str *ret_why)
{
    const struct effort *effort = scorer->effort;
    struct str licence = member->licence;
    *ret_why = arena_printf(scorer->arena, "%.*s is under %.*s", STR_ARG(member->id),
                            STR_ARG(licence.len > 0 ? licence : STR("no known licence")));
    switch (requirement->kind) {
    case REQUIRE_COMMERCIAL:
        return any_glob(&effort->not_commercial, licence);
    case REQUIRE_LICENCE:
        return !str_glob(requirement->value, licence);
    case REQUIRE_NO_LICENCE:
        return str_glob(requirement->value, licence);
    case REQUIRE_EU:
        return member->vision && any_glob(&effort->not_eu, licence);
    case REQUIRE_LANGUAGE:
        *ret_why = arena_printf(scorer->arena, "%.*s speaks %.*s only", STR_ARG(member->id),
                                STR_ARG(member->languages));
        return lacks_language(effort, member, requirement->value);
    case REQUIRE_MAX_MEMORY:
        return lacks_memory(scorer, finding, member, requirement->number, ret_why);
    case REQUIRE_OFFLINE:
        *ret_why =
            arena_printf(scorer->arena, "no weights of %.*s are published", STR_ARG(member->id));
        return member->api_only;
    case REQUIRE_SAME_HOST:
        *ret_why = arena_printf(scorer->arena, "%.*s does not carry %.*s",
                                STR_ARG(host_name(scorer, finding->host)), STR_ARG(member->id));
        return host_is_service(scorer, finding->host) &&
               !host_carries(scorer, member, finding->host);
    case REQUIRE_NO_VENDOR:
    case REQUIRE_OPEN_DATA:
    case REQUIRE_VENDOR:
        break; /* of the family */
    }
    return false;
}

bool requirement_fails(const struct scorer *scorer, const struct requirement *requirement,
                       const struct finding *finding, size_t target, const struct model *member,
                       struct str *ret_why)
{
    const struct effort_target *family = &scorer->effort->targets[target];
    *ret_why = arena_printf(scorer->arena, "%.*s is made by %.*s", STR_ARG(family->name),
                            STR_ARG(family->vendor.len > 0 ? family->vendor : STR("nobody known")));
    if (requirement->kind == REQUIRE_VENDOR)
        return !str_equal_icase(family->vendor, requirement->value);
    if (requirement->kind == REQUIRE_NO_VENDOR)
        return str_equal_icase(family->vendor, requirement->value);
    if (requirement->kind == REQUIRE_OPEN_DATA) {
        *ret_why = arena_printf(scorer->arena, "the training data of %.*s is not published",
                                STR_ARG(family->name));
        return !family->open_data;
    }
    return member && member_fails(scorer, requirement, finding, member, ret_why);
}

int requirements_unmet(const struct scorer *scorer, const struct finding *finding, size_t target,
                       const struct model *member)
{
    const struct requirements *all = &scorer->options->requirements;
    struct str why;
    int count = 0;
    for (size_t i = 0; i < all->count; i++)
        count += requirement_fails(scorer, &all->items[i], finding, target, member, &why);
    return count;
}
