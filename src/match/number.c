#include "match/matcher.h"
#include "match/pattern.h"

/* A number as written: plain, or with separators in thousands. */
struct spelling {
    struct str text;
    struct str digits;
};

struct numbers VEC(struct spelling);

/* "128009" as "128_009". */
static struct str grouped(struct str digits, struct arena *arena)
{
    char *bytes = arena_alloc(arena, digits.len * 2);
    size_t len = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (i > 0 && (digits.len - i) % 3 == 0)
            bytes[len++] = '_';
        bytes[len++] = digits.ptr[i];
    }
    return (struct str){ bytes, len };
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    struct numbers *numbers = arena_new(env->run, struct numbers);
    struct strs items;
    if (!strs_parse(arg, env->name, env->run, &items, err))
        return false;
    for (size_t i = 0; i < items.count; i++) {
        uint64_t value;
        struct str digits = items.items[i];
        if (!str_to_u64(digits, &value) || digits.len < 3) {
            return err_set(err, ERR_SYNTAX, "%s:%u: '%.*s' is no number of three digits or more",
                           env->name, arg->line, STR_ARG(digits));
        }
        vec_push(env->run, numbers, (struct spelling){ digits, digits });
        if (digits.len > 3)
            vec_push(env->run, numbers, (struct spelling){ grouped(digits, env->run), digits });
    }
    *ret_state = numbers;
    return true;
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct numbers *numbers = state;
    for (size_t i = 0; i < numbers->count; i++) {
        vec_push(arena, out,
                 (struct literal){
                     .text = numbers->items[i].text, .word_before = true, .word_behind = true });
    }
    return true;
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct numbers *numbers = state;
    struct str text = site->text;
    for (size_t at = from; at < text.len; at++) {
        if (!ascii_digit(text.ptr[at]) || (at > 0 && ascii_word(text.ptr[at - 1])))
            continue;
        /* The fraction of another number, or a piece of a version. */
        if (at > 1 && text.ptr[at - 1] == '.' && ascii_digit(text.ptr[at - 2]))
            continue;
        for (size_t i = 0; i < numbers->count; i++) {
            const struct spelling *spelling = &numbers->items[i];
            size_t end = at + spelling->text.len;
            if (!str_starts(str_slice(text, at, text.len), spelling->text) ||
                (end < text.len && ascii_word(text.ptr[end])) ||
                (end + 1 < text.len && text.ptr[end] == '.' && ascii_digit(text.ptr[end + 1])))
                continue;
            *ret_capture = (struct capture){ .start = at, .end = end, .value = spelling->digits };
            return true;
        }
    }
    return false;
}

const struct matcher matcher_number = {
    .key = "number",
    .captures = true,
    .local = true,
    .compile = compile,
    .literals = literals,
    .match = match,
};
