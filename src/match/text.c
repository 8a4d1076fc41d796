#include <stdlib.h>

#include "match/literal.h"
#include "match/matcher.h"
#include "match/pattern.h"

enum { LITERAL_LEAST = 3 };

struct text {
    struct strs needles; /* longest first; lower case with `icase`; escaped spellings too */
    struct literals literals;
    struct strs texts; /* as the rule has them */
    bool icase;
    bool word;
    bool whole;
    bool first[256]; /* bytes with which a needle begins */
};

/* Longest first, so that at one place the longest wins. */
static int compare_needles(const void *a, const void *b)
{
    const struct str *x = a;
    const struct str *y = b;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return str_compare(*x, *y);
}

static void add_needle(struct text *text, struct str needle, struct arena *run)
{
    char *bytes = arena_alloc(run, needle.len + 1);
    for (size_t i = 0; i < needle.len; i++)
        bytes[i] = text->icase ? ascii_lower(needle.ptr[i]) : needle.ptr[i];
    vec_push(run, &text->needles, (struct str){ bytes, needle.len });
    unsigned char first = (unsigned char)bytes[0];
    text->first[first] = true;
    if (text->icase && first >= 'a' && first <= 'z')
        text->first[first - 'a' + 'A'] = true;
}

static bool read_flag(const struct yaml_node *arg, const char *key, const char *name, bool *ret,
                      struct err *err)
{
    const struct yaml_node *node = yaml_get(arg->parent, key);
    return !node || yaml_to_bool(node, name, ret, err);
}

static bool compile(const struct yaml_node *arg, const struct compile_env *env, void **ret_state,
                    struct err *err)
{
    struct text *text = arena_new(env->run, struct text);
    struct strs texts;
    struct str letter_case = yaml_get_str(arg->parent, "case", "ignore");
    if (!strs_parse(arg, env->name, env->run, &texts, err) ||
        !read_flag(arg, "word", env->name, &text->word, err) ||
        !read_flag(arg, "whole", env->name, &text->whole, err))
        return false;
    text->icase = str_is(letter_case, "ignore");
    if (!text->icase && !str_is(letter_case, "exact")) {
        return err_set(err, ERR_SYNTAX, "%s:%u: 'case' is ignore or exact", env->name, arg->line);
    }
    for (size_t i = 0; i < texts.count; i++) {
        if (texts.items[i].len == 0)
            return err_set(err, ERR_SYNTAX, "%s:%u: an empty text is everywhere", env->name,
                           arg->line);
        struct strs spellings = { 0 };
        spellings_add(texts.items[i], env->run, &spellings);
        for (size_t j = 0; j < spellings.count; j++)
            add_needle(text, spellings.items[j], env->run);
    }
    qsort(text->needles.items, text->needles.count, sizeof *text->needles.items, compare_needles);

    unsigned flags = (text->icase ? LITERAL_ICASE : 0) | (text->word ? LITERAL_WORD : 0);
    for (size_t i = 0; i < texts.count; i++) {
        if (!literal_add(texts.items[i], flags, LITERAL_LEAST, env->run, &text->literals)) {
            text->literals.count = 0;
            break;
        }
    }
    text->texts = texts;
    *ret_state = text;
    return true;
}

static const struct demand *demand(const void *state, struct arena *arena)
{
    const struct text *text = state;
    unsigned flags = (text->icase ? LITERAL_ICASE : 0) | (text->word ? LITERAL_WORD : 0);
    return literal_demand(&text->texts, flags, LITERAL_LEAST, arena);
}

static bool literals(const void *state, struct arena *arena, struct literals *out)
{
    const struct text *text = state;
    for (size_t i = 0; i < text->literals.count; i++)
        vec_push(arena, out, text->literals.items[i]);
    return text->literals.count > 0;
}

static bool fits(const struct text *text, struct str subject, size_t at, struct str needle)
{
    struct str here = str_slice(subject, at, at + needle.len);
    if (!(text->icase ? str_equal_icase(here, needle) : str_equal(here, needle)))
        return false;
    if (text->whole && (at != 0 || needle.len != subject.len))
        return false;
    if (!text->word)
        return true;
    size_t end = at + needle.len;
    bool before = at > 0 && ascii_word(needle.ptr[0]) && ascii_word(subject.ptr[at - 1]);
    bool behind =
        end < subject.len && ascii_word(needle.ptr[needle.len - 1]) && ascii_word(subject.ptr[end]);
    return !before && !behind;
}

static bool match(const void *state, const struct site *site, size_t from,
                  struct capture *ret_capture)
{
    const struct text *text = state;
    struct str subject = site->text;
    if (text->whole && from > 0)
        return false;
    for (size_t at = from; at < subject.len; at++) {
        if (!text->first[(unsigned char)subject.ptr[at]]) {
            if (text->whole)
                return false;
            continue;
        }
        for (size_t i = 0; i < text->needles.count; i++) {
            if (!fits(text, subject, at, text->needles.items[i]))
                continue;
            *ret_capture = (struct capture){ .start = at, .end = at + text->needles.items[i].len };
            return true;
        }
        if (text->whole)
            return false;
    }
    return false;
}

const struct matcher matcher_text = {
    .key = "text",
    .captures = true,
    .local = true,
    .compile = compile,
    .literals = literals,
    .demand = demand,
    .match = match,
};
