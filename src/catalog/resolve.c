/*
 * Any spelling → model.
 *
 * A literal of the data leads to a candidate; the spellings that have a literal near it are tried
 * in their order, false friends first; what matched is then widened to the whole id, so that host,
 * variant, quantisation and format can be read off it:
 *
 *     bedrock/us-east-1/us.meta.llama3-1-8b-instruct-v1:0
 *                               ^ literal
 *                               ~~~~~~~~~~~           spelling: ver 3-1, size 8
 *                       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~  name
 *     ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  with what the host puts before it
 */
#include <stdio.h>

#include "catalog/internal.h"

enum {
    /* How far an id may reach from its literal; nothing longer was ever seen. */
    MAX_REACH = 128,
    /* Words before and after it that a name in prose may have: "Code Llama 34B". */
    PROSE_BEFORE = 24,
    PROSE_AFTER = 48,
    MAX_ID = 128,
};

struct range {
    size_t start;
    size_t end;
};

/* What one spelling matched, before it is widened. */
struct match {
    const struct spelling *spelling;
    const struct model *model;
    struct range range;
    bool sized; /* the text fixes one model, not only a family */
};

static bool is_name_char(char c)
{
    return ascii_alnum(c) || c == '-' || c == '_' || c == '.' || c == '+' || c == ':' || c == '@';
}

static bool is_path_char(char c)
{
    return is_name_char(c) || c == '/' || c == '%' || c == '~' || c == '$';
}

/* The run of characters around [start, end) for which `test` holds, within reach. */
static struct range run_around(struct str text, struct range inner, bool (*test)(char))
{
    size_t low = inner.start > MAX_REACH ? inner.start - MAX_REACH : 0;
    size_t high = inner.end + MAX_REACH < text.len ? inner.end + MAX_REACH : text.len;
    while (inner.start > low && test(text.ptr[inner.start - 1]))
        inner.start--;
    while (inner.end < high && test(text.ptr[inner.end]))
        inner.end++;
    return inner;
}

/* The part of the line around a token in which the rest of a name in prose may stand. */
static struct range window_around(struct str text, struct range token)
{
    struct range window = token;
    for (int i = 0; i < PROSE_BEFORE && window.start > 0; i++) {
        if (text.ptr[window.start - 1] == '\n')
            break;
        window.start--;
    }
    for (int i = 0; i < PROSE_AFTER && window.end < text.len && text.ptr[window.end] != '\n'; i++)
        window.end++;
    return window;
}

static bool is_version_joint(char c)
{
    return c == '-' || c == '_' || c == 'p' || c == 'P';
}

/* "3-1", "3_1", "3p1", "v3.1" and "31" are all 3.1; other values only lose their capitals. */
static size_t append_group(char *id, size_t len, struct str group, bool version)
{
    if (version && group.len > 1 && (group.ptr[0] == 'v' || group.ptr[0] == 'V'))
        group = str_slice(group, 1, group.len);
    bool two_digits =
        version && group.len == 2 && ascii_digit(group.ptr[0]) && ascii_digit(group.ptr[1]);
    for (size_t i = 0; i < group.len && len < MAX_ID; i++) {
        if (two_digits && i == 1 && len + 1 < MAX_ID)
            id[len++] = '.';
        char c = group.ptr[i];
        if (len < MAX_ID)
            id[len++] = version && is_version_joint(c) ? '.' : ascii_lower(c);
    }
    return len;
}

/*
 * The model of a template such as "llama-{ver}-{size}b": NULL when a group did not take part or
 * there is no such model. `ret_sized` tells whether a group took part.
 */
static const struct model *model_of_template(const struct catalog *catalog,
                                             const struct spelling *spelling, struct str subject,
                                             struct str template, bool *ret_sized)
{
    char id[MAX_ID];
    size_t len = 0;
    for (size_t i = 0; i < template.len; i++) {
        if (template.ptr[i] != '{') {
            if (len == MAX_ID)
                return NULL;
            id[len++] = template.ptr[i];
            continue;
        }
        size_t close = str_find_char(template, '}', i);
        if (close == STR_NONE)
            return NULL;
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)(close - i - 1), template.ptr + i + 1);
        struct str group = regex_group(spelling->compiled, subject, name);
        if (group.len == 0)
            return NULL;
        len = append_group(id, len, group, strcmp(name, "ver") == 0);
        i = close;
    }
    const struct model *model = catalog_get(catalog, (struct str){ id, len });
    *ret_sized = model && !model->is_family;
    return model;
}

static bool resolve_match(const struct catalog *catalog, struct str subject, struct match *match)
{
    const struct spelling *spelling = match->spelling;
    for (size_t i = 0; i < spelling->templates.count; i++) {
        struct str template = spelling->templates.items[i];
        match->model = model_of_template(catalog, spelling, subject, template, &match->sized);
        if (match->model)
            return true;
    }
    return false;
}

/* One spelling over one window: a match must lie on the literal that led here. */
static bool try_spelling(const struct catalog *catalog, struct spelling *spelling, struct str text,
                         struct range window, size_t literal, struct match *ret)
{
    struct regex *regex = spelling_regex(spelling);
    struct str subject = str_slice(text, 0, window.end);
    struct regex_match found;
    size_t at = window.start;
    while (regex_find(regex, subject, at, &found) && found.start <= literal) {
        struct match match = { .spelling = spelling, .range = { found.start, found.end } };
        if (found.end > literal && (spelling->friend || resolve_match(catalog, subject, &match))) {
            *ret = match;
            return true;
        }
        at = found.end > at ? found.end : at + 1;
    }
    return false;
}

static bool match_at(const struct catalog *catalog, struct str text, size_t from, size_t literal,
                     struct match *ret)
{
    struct range token = run_around(text, (struct range){ literal, literal + 1 }, is_name_char);
    if (literal - token.start == MAX_REACH || token.end - literal > MAX_REACH)
        return false; /* no name is as long as this: encoded data, or made to keep us busy */
    struct range window = window_around(text, token);
    if (window.start < from)
        window.start = from;
    struct literal_set near = literals_in(catalog->literals, text, window.start, window.end);
    for (size_t i = 0; i < catalog->spellings.count; i++) {
        struct spelling *spelling = &catalog->spellings.items[i];
        if (literal_sets_meet(&near, &spelling->set) &&
            (spelling->with.count == 0 || literal_sets_meet(&near, &spelling->with_set)) &&
            try_spelling(catalog, spelling, text, window, literal, ret))
            return true;
    }
    return false;
}

/* "%2F" and the like stand for a character that ends a name. */
static bool is_escape_end(struct str text, size_t at)
{
    return at >= 3 && text.ptr[at - 3] == '%' && ascii_alnum(text.ptr[at - 2]) &&
           ascii_alnum(text.ptr[at - 1]);
}

/*
 * The name that the match is part of: "my-llama-3-8b-tuned:q4". Sentence marks stay outside, and
 * so does what follows a dot unless `dots` is set or it is a digit: "llama3.generate(" is code.
 */
static struct range widen(struct str text, struct range match, size_t from, bool dots)
{
    struct range name = match;
    while (name.start > from && match.start - name.start < MAX_REACH &&
           !is_escape_end(text, name.start)) {
        char before = text.ptr[name.start - 1];
        bool dot = before == '.' && name.start >= 2 && ascii_digit(text.ptr[name.start - 2]) &&
                   ascii_digit(text.ptr[name.start]);
        if (!ascii_alnum(before) && before != '-' && !dot)
            break;
        name.start--;
    }
    while (name.start < match.start && text.ptr[name.start] == '-')
        name.start++;
    while (name.end < text.len && name.end - match.end < MAX_REACH &&
           is_name_char(text.ptr[name.end])) {
        bool dot = text.ptr[name.end] == '.';
        if (dot && !dots && (name.end + 1 == text.len || !ascii_digit(text.ptr[name.end + 1])))
            break;
        name.end++;
    }
    while (name.end > match.end && !ascii_alnum(text.ptr[name.end - 1]))
        name.end--;
    return name;
}

static bool is_known_org(const struct catalog *catalog, struct str org)
{
    for (size_t i = 0; i < catalog->orgs.count; i++) {
        if (str_equal_icase(catalog->orgs.items[i], org))
            return true;
    }
    return false;
}

/* The owner of a hub repository before the name: "meta-llama/". Folders of a path are none. */
static bool add_org(const struct catalog *catalog, struct str text, bool sized, size_t from,
                    struct range *name)
{
    if (name->start == 0 || text.ptr[name->start - 1] != '/')
        return false;
    size_t end = name->start - 1;
    size_t start = end;
    while (start > from && end - start < MAX_REACH && is_name_char(text.ptr[start - 1]) &&
           text.ptr[start - 1] != ':' && text.ptr[start - 1] != '@')
        start--;
    if (end - start < 2 || !ascii_alnum(text.ptr[start]))
        return false;
    bool known = is_known_org(catalog, str_slice(text, start, end));
    bool inside_path = start > 0 && (text.ptr[start - 1] == '/' || text.ptr[start - 1] == '\\');
    if (known || (sized && !inside_path))
        name->start = start;
    return known;
}

static struct str attribute(const struct spellings *list, struct str name)
{
    for (size_t i = 0; i < list->count; i++) {
        struct spelling *spelling = &list->items[i];
        struct regex_match found;
        if (regex_find(spelling_regex(spelling), name, 0, &found))
            return spelling->value.len > 0 ? spelling->value
                                           : str_slice(name, found.start, found.end);
    }
    return (struct str){ "", 0 };
}

static bool has_literal(const struct spelling *spelling, struct str text)
{
    for (size_t i = 0; i < spelling->literals.count; i++) {
        if (str_find_icase(text, spelling->literals.items[i], 0) != STR_NONE)
            return true;
    }
    return false;
}

/* The host that the text around the name is typical of; widens the name by what belongs to it. */
static struct str find_host(const struct catalog *catalog, struct str text, size_t from,
                            struct range *name)
{
    struct range path = run_around(text, *name, is_path_char);
    if (path.start < from)
        path.start = from;
    struct str near = str_slice(text, path.start, path.end);
    for (size_t i = 0; i < catalog->host_spellings.count; i++) {
        struct spelling *spelling = &catalog->host_spellings.items[i];
        if (!has_literal(spelling, near))
            continue;
        struct str subject = str_slice(text, 0, path.end);
        struct regex_match found;
        size_t at = path.start;
        while (regex_find(spelling_regex(spelling), subject, at, &found)) {
            if (found.start < name->end && found.end > name->start) {
                name->start = found.start < name->start ? found.start : name->start;
                name->end = found.end > name->end ? found.end : name->end;
                return spelling->host->id;
            }
            at = found.end > at ? found.end : at + 1;
        }
    }
    return (struct str){ "", 0 };
}

static const struct model *known_model(const struct catalog *catalog, struct str spelling)
{
    char lower[MAX_ID];
    if (spelling.len > sizeof lower)
        return NULL;
    for (size_t i = 0; i < spelling.len; i++)
        lower[i] = ascii_lower(spelling.ptr[i]);
    return map_get(&catalog->known, (struct str){ lower, spelling.len });
}

static void describe(const struct catalog *catalog, struct str text, size_t from,
                     const struct match *match, struct resolution *ret)
{
    struct range name = widen(text, match->range, from, true);
    /* A family with a file's ending is a file; with anything else behind a dot it is code. */
    if (!match->sized &&
        attribute(&catalog->formats, str_slice(text, name.start, name.end)).len == 0)
        name = widen(text, match->range, from, false);
    bool spaced = str_find_char(str_slice(text, name.start, name.end), ' ', 0) != STR_NONE;
    bool org = add_org(catalog, text, match->sized && !spaced, from, &name);
    struct range whole = name;
    struct str host = find_host(catalog, text, from, &whole);
    struct str spelling = str_slice(text, whole.start, whole.end);
    const struct model *known = known_model(catalog, spelling);
    struct str format = attribute(&catalog->formats, spelling);
    *ret = (struct resolution){
        .model = known && known->role == match->model->role ? known : match->model,
        .start = whole.start,
        .end = whole.end,
        .host = host,
        .variant = attribute(&catalog->variants, spelling),
        .quantisation = attribute(&catalog->quantisations, spelling),
        .format = format,
        .exact = match->spelling->exact || org || host.len > 0 || format.len > 0 ||
                 (match->sized && !spaced) ||
                 (!spaced && str_find_char(spelling, ':', 0) != STR_NONE),
        .unverified = match->spelling->unverified || match->model->unverified,
    };
}

/* The next model or false friend at or after `from`, before it is widened. */
static bool next_match(const struct catalog *catalog, struct str text, size_t from,
                       struct match *ret)
{
    for (size_t at = from;; at++) {
        at = literals_next(catalog->literals, text, at);
        if (at == STR_NONE)
            return false;
        if (match_at(catalog, text, from, at, ret))
            return true;
    }
}

/*
 * "codellama/CodeLlama-7b-hf", "WizardLM/WizardCoder-15B": what names only a family may be the
 * owner of the model, or of the false friend, behind it.
 */
static void pass_owner(const struct catalog *catalog, struct str text, size_t from,
                       struct match *match)
{
    size_t end = widen(text, match->range, from, true).end;
    if (match->sized || end >= text.len || text.ptr[end] != '/')
        return;
    struct match behind;
    if (next_match(catalog, text, end + 1, &behind) &&
        widen(text, behind.range, end + 1, true).start == end + 1)
        *match = behind;
}

bool catalog_find(const struct catalog *catalog, struct str text, size_t from,
                  struct resolution *ret)
{
    struct match match;
    for (size_t at = from; next_match(catalog, text, at, &match); at = match.range.end) {
        if (!match.spelling->friend)
            pass_owner(catalog, text, from, &match);
        if (match.spelling->friend)
            continue;
        describe(catalog, text, from, &match, ret);
        return true;
    }
    return false;
}

static bool has_space(struct str text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (ascii_space(text.ptr[i]))
            return true;
    }
    return false;
}

bool catalog_resolve_spelling(const struct catalog *catalog, struct str spelling,
                              struct resolution *ret)
{
    spelling = str_trim(spelling);
    struct resolution found = { 0 };
    bool whole = catalog_find(catalog, spelling, 0, &found) &&
                 !has_space(spelling, 0, found.start) &&
                 !has_space(spelling, found.end, spelling.len);
    const struct model *known = known_model(catalog, spelling);
    if (!whole && !known)
        return false;
    if (!whole) {
        struct str none = { "", 0 };
        found = (struct resolution){
            .end = spelling.len, .host = none, .variant = none, .quantisation = none, .format = none
        };
    }
    if (known) {
        found.model = known;
        found.exact = found.exact || !known->is_family;
    }
    *ret = found;
    return true;
}

const struct model *catalog_resolve(const struct catalog *catalog, struct str spelling)
{
    struct resolution found;
    return catalog_resolve_spelling(catalog, spelling, &found) ? found.model : NULL;
}

const struct false_friend *catalog_find_false_friend(const struct catalog *catalog, struct str text,
                                                     size_t from, size_t *ret_start,
                                                     size_t *ret_end)
{
    const struct spelling *first = NULL;
    for (size_t i = 0; i < catalog->spellings.count; i++) {
        struct spelling *spelling = &catalog->spellings.items[i];
        struct regex_match found;
        if (spelling->friend && regex_find(spelling_regex(spelling), text, from, &found) &&
            (!first || found.start < *ret_start)) {
            first = spelling;
            *ret_start = found.start;
            *ret_end = found.end;
        }
    }
    return first ? first->friend : NULL;
}
