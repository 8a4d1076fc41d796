#include "base/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"

struct regex {
    struct str pattern; /* for the time until it is compiled */
    unsigned flags;
    bool in_arena;
    pcre2_code *code; /* NULL until then */
    pcre2_match_data *data;
    pcre2_match_context *context;
    bool slow; /* to be compiled to machine code before its first match: many have none */
    struct regex *previous;
    struct regex *next;
};

/* Patterns of rules and models live as long as the process, and what knows them lies in an arena,
 * which frees no foreign memory. From here they can still be reached, so that a leak checker does
 * not take them for lost. Nothing else reads this. */
static struct regex *all;

static size_t exhausted_count;

static void remember(struct regex *regex)
{
    regex->next = all;
    if (all)
        all->previous = regex;
    all = regex;
}

static void forget(const struct regex *regex)
{
    if (regex->next)
        regex->next->previous = regex->previous;
    if (regex->previous)
        regex->previous->next = regex->next;
    else
        all = regex->next;
}

static bool compile(struct regex *regex, enum regex_trust trust, struct err *err)
{
    uint32_t options = PCRE2_MULTILINE | PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C;
    if (regex->flags & REGEX_ICASE)
        options |= PCRE2_CASELESS;

    int code = 0;
    PCRE2_SIZE at = 0;
    regex->code = pcre2_compile((PCRE2_SPTR)regex->pattern.ptr, regex->pattern.len, options, &code,
                                &at, NULL);
    if (!regex->code) {
        PCRE2_UCHAR reason[128] = "";
        pcre2_get_error_message(code, reason, sizeof reason);
        return err_set(err, ERR_SYNTAX, "bad regular expression at byte %zu: %s", (size_t)at,
                       (const char *)reason);
    }
    regex->data = pcre2_match_data_create_from_pattern(regex->code, NULL);
    regex->context = pcre2_match_context_create(NULL);
    if (!regex->data || !regex->context)
        out_of_memory();
    bool ours = trust == REGEX_BUILT_IN;
    regex->slow = ours;
    pcre2_set_match_limit(regex->context, ours ? LIMIT_REGEX_STEPS : LIMIT_USER_REGEX_STEPS);
    pcre2_set_depth_limit(regex->context, LIMIT_REGEX_DEPTH);
    pcre2_set_heap_limit(regex->context, LIMIT_REGEX_HEAP_KIB);
    remember(regex);
    return true;
}

struct regex *regex_new(struct str pattern, unsigned flags, enum regex_trust trust, struct err *err)
{
    struct regex *regex = calloc(1, sizeof *regex);
    if (!regex)
        out_of_memory();
    regex->pattern = pattern;
    regex->flags = flags;
    if (compile(regex, trust, err))
        return regex;
    free(regex);
    return NULL;
}

struct regex *regex_later(struct str pattern, unsigned flags, struct arena *arena)
{
    struct regex *regex = arena_new(arena, struct regex);
    regex->pattern = pattern;
    regex->flags = flags;
    regex->in_arena = true;
    return regex;
}

void regex_free(struct regex *regex)
{
    if (!regex)
        return;
    if (regex->code) {
        forget(regex);
        pcre2_match_context_free(regex->context);
        pcre2_match_data_free(regex->data);
        pcre2_code_free(regex->code);
    }
    if (regex->in_arena)
        regex->code = NULL;
    else
        free(regex);
}

/** False for a pattern that does not compile after all, which no test of ours lets pass. */
static bool make_ready(struct regex *regex)
{
    struct err err;
    if (!regex->code && !compile(regex, REGEX_BUILT_IN, &err))
        return false;
    if (regex->slow)
        pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    regex->slow = false;
    return true;
}

bool regex_find(struct regex *regex, struct str subject, size_t from, struct regex_match *ret)
{
    if (from > subject.len)
        return false;
    if (!make_ready(regex)) {
        exhausted_count++;
        return false;
    }
    static const char empty[] = "";
    const char *bytes = subject.ptr ? subject.ptr : empty;
    int rc = pcre2_match(regex->code, (PCRE2_SPTR)bytes, subject.len, from, 0, regex->data,
                         regex->context);
    if (rc == PCRE2_ERROR_JIT_STACKLIMIT) /* the interpreter has more room */
        rc = pcre2_match(regex->code, (PCRE2_SPTR)bytes, subject.len, from, PCRE2_NO_JIT,
                         regex->data, regex->context);
    if (rc < 0) {
        exhausted_count += rc != PCRE2_ERROR_NOMATCH;
        return false;
    }
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(regex->data);
    /* \K in a lookahead can end a match before it starts: an empty match, then. */
    size_t end = offsets[1] < offsets[0] ? offsets[0] : offsets[1];
    *ret = (struct regex_match){ .start = offsets[0], .end = end };
    return true;
}

struct str regex_group(const struct regex *regex, struct str subject, const char *name)
{
    struct str none = { NULL, 0 };
    int number = pcre2_substring_number_from_name(regex->code, (PCRE2_SPTR)name);
    if (number <= 0 || (uint32_t)number >= pcre2_get_ovector_count(regex->data))
        return none;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(regex->data);
    PCRE2_SIZE start = offsets[2 * number];
    PCRE2_SIZE end = offsets[2 * number + 1];
    if (start == PCRE2_UNSET || end > subject.len || start > end)
        return none;
    return str_slice(subject, start, end);
}

size_t regex_exhausted_count(void)
{
    return exhausted_count;
}
