#include "match/matcher.h"

/* THE TABLE OF RULE KINDS. */
static const struct matcher *const matchers[] = {
    &matcher_call,   &matcher_command, &matcher_dynamic,  &matcher_flag,   &matcher_import,
    &matcher_in,     &matcher_key,     &matcher_language, &matcher_lock,   &matcher_model_id,
    &matcher_number, &matcher_package, &matcher_regex,    &matcher_symbol, &matcher_text,
};

const struct matcher *matcher_by_key(struct str key)
{
    for (size_t i = 0; i < ARRAY_COUNT(matchers); i++) {
        if (str_is(key, matchers[i]->key))
            return matchers[i];
    }
    return NULL;
}

const struct matcher *const *matcher_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(matchers);
    return matchers;
}
