#include "plan/prompts.h"

#include <stdlib.h>

#include "base/mask.h"
#include "base/sha256.h"

enum {
    MAX_TEXT = 64 * 1024, /* a prompt for people is shorter by far */
    ID_BYTES = 8,
};

struct collector {
    const struct prompts_input *input;
    struct arena *arena;
    struct prompts *prompts;
    struct map texts; /* path → struct str */
    struct map ids;   /* without the count → size_t */
};

static struct str text_of(struct collector *collector, struct str path)
{
    void **slot = map_at(&collector->texts, collector->arena, path);
    if (!*slot) {
        struct str *text = arena_new(collector->arena, struct str);
        if (!collector->input->read(collector->input->read_state, path, collector->arena, text))
            *text = STR("");
        *slot = text;
    }
    return *(struct str *)*slot;
}

static struct str bytes_at(struct collector *collector, struct str path, struct span span)
{
    struct str text = text_of(collector, path);
    size_t end = (size_t)span.offset + span.len;
    return end <= text.len ? str_slice(text, span.offset, end) : STR("");
}

/* ---- one prompt ---- */

static struct str masked(struct str text, struct arena *arena)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_char(text, '\n', at);
        end = end == STR_NONE ? text.len : end;
        struct str line = str_slice(text, at, end);
        struct mask_range all = { 0, line.len };
        buf_add(&out, mask_line(line, (struct mask_range){ 0, 0 }, all, arena));
        if (end < text.len)
            buf_char(&out, '\n');
        at = end + 1;
    }
    return arena_str(arena, buf_str(&out));
}

/* The role that a word names: "human" of ("human", "…"), "System" of Role.System; "" for others. */
static struct str role_by_word(struct str word)
{
    static const struct {
        const char *word;
        const char *role;
    } words[] = {
        { "ai", "assistant" }, { "assistant", "assistant" }, { "developer", "system" },
        { "human", "user" },   { "system", "system" },       { "user", "user" },
    };
    for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
        if (str_equal_icase(word, str_from(words[i].word)))
            return str_from(words[i].role);
    }
    return STR("");
}

/* ("system", "…"): the word of a pair, before the quotes at `offset`; "" when there is none. */
static struct str role_of_pair(struct str text, size_t offset)
{
    enum { QUOTES = 5 }; /* r"""…, f'… */
    size_t at = offset;
    size_t least = at > QUOTES ? at - QUOTES : 0;
    while (at > least && text.ptr[at - 1] != ',' && !ascii_space(text.ptr[at - 1]))
        at--;
    while (at > 0 && ascii_space(text.ptr[at - 1]))
        at--;
    if (at < 2 || text.ptr[at - 1] != ',' || (text.ptr[at - 2] != '"' && text.ptr[at - 2] != '\''))
        return STR("");
    size_t end = at - 2;
    size_t start = end;
    while (start > 0 && ascii_alpha(text.ptr[start - 1]))
        start--;
    return role_by_word(str_slice(text, start, end));
}

/* role: "user", "role" => Role.User: the last word of the value behind the last "role". */
static struct str role_said(struct str window)
{
    struct str role = STR("");
    for (size_t at = 0; (at = str_find_icase(window, STR("role"), at)) != STR_NONE;) {
        at += STR("role").len;
        while (at < window.len && !ascii_word(window.ptr[at]))
            at++;
        size_t start = at;
        for (; at < window.len && (ascii_word(window.ptr[at]) || window.ptr[at] == '.'); at++)
            start = window.ptr[at] == '.' ? at + 1 : start;
        role = role_by_word(str_slice(window, start, at));
    }
    return role;
}

/* The role of the object in which a text stands, before or behind it. A record may be a list of
 * several messages, so what the rule saw there is not always this one's. */
static struct str role_beside(struct str text, size_t start, size_t end)
{
    enum { NEAR = 300 };
    size_t from = start;
    while (from > 0 && start - from < NEAR && text.ptr[from - 1] != '}' &&
           text.ptr[from - 1] != '{')
        from--;
    struct str role = role_said(str_slice(text, from, start));
    size_t to = end;
    while (to < text.len && to - end < NEAR && text.ptr[to] != '}' && text.ptr[to] != '{')
        to++;
    return role.len > 0 ? role : role_said(str_slice(text, end, to));
}

static struct str role_of(struct str text, const struct reference *reference, struct str seen)
{
    size_t start = reference->span.offset;
    size_t end = start + reference->span.len;
    if (end > text.len)
        return seen;
    struct str role = role_of_pair(text, start);
    if (role.len == 0 && seen.len > 0 && reference->key.len > 0)
        role = role_beside(text, start, end);
    return role.len > 0 ? role : seen;
}

/* In a text with holes "{}" is the code of the file in its place, as far as it can be told. */
static struct str fill_holes(struct str text, struct str bytes, struct arena *arena)
{
    struct variables found;
    if (str_find(bytes, STR("{}"), 0) != STR_NONE)
        return text; /* it is written so */
    variables_find(bytes, false, arena, &found);
    CLEANUP(buf_release) struct buf out = { 0 };
    size_t next = 0;
    for (size_t at = 0; at < text.len; at++) {
        bool hole = str_starts(str_slice(text, at, text.len), STR("{}"));
        if (hole && next < found.count) {
            buf_add(&out, found.items[next++].written);
            at++;
        } else {
            buf_char(&out, text.ptr[at]);
        }
    }
    return arena_str(arena, buf_str(&out));
}

static void set_id(struct collector *collector, struct prompt *prompt)
{
    const struct str parts[] = { prompt->path, STR("\0"), prompt->text };
    unsigned char digest[SHA256_LEN];
    sha256(parts, ARRAY_COUNT(parts), digest);
    CLEANUP(buf_release) struct buf id = { 0 };
    buf_puts(&id, "p1:");
    for (int i = 0; i < ID_BYTES; i++)
        buf_printf(&id, "%02x", digest[i]);
    size_t *count = map_get(&collector->ids, buf_str(&id));
    if (!count) {
        count = arena_new(collector->arena, size_t);
        *map_at(&collector->ids, collector->arena, arena_str(collector->arena, buf_str(&id))) =
            count;
    }
    if (++*count > 1)
        buf_printf(&id, "-%zu", *count);
    prompt->id = arena_str(collector->arena, buf_str(&id));
}

static struct prompt make_prompt(const struct reference *reference, struct span span,
                                 struct str text)
{
    return (struct prompt){
        .path = reference->path,
        .line = span.line,
        .end_line = span.end_line,
        .offset = span.offset,
        .len = span.len,
        .where = reference->where,
        .language = reference->language,
        .symbol = reference->symbol,
        .key = reference->key,
        .callee = reference->callee,
        .text = text,
    };
}

static struct span whole_file(struct str text)
{
    uint32_t lines = 1;
    for (size_t i = 0; i + 1 < text.len; i++)
        lines += text.ptr[i] == '\n';
    return (struct span){ .line = 1, .end_line = lines, .len = (uint32_t)text.len };
}

static void push(struct collector *collector, struct prompt prompt, struct str role)
{
    if (str_trim(prompt.text).len == 0)
        return;
    prompt.cut = prompt.text.len > MAX_TEXT;
    if (prompt.cut)
        prompt.text = str_slice(prompt.text, 0, MAX_TEXT);
    prompt.text = masked(prompt.text, collector->arena);
    chat_text_read(collector->input->tokens, prompt.text, collector->arena, &prompt.chat);
    prompt.stop =
        prompt.chat.tokens.count > 0 && prompt.chat.only_tokens && prompt.chat.roles.count == 0;
    prompt.roles = prompt.chat.roles;
    if (role.len > 0)
        add_once(collector->arena, &prompt.roles, role);
    if (role.len > 0 && prompt.chat.tokens.count == 0)
        vec_push(collector->arena, &prompt.chat.messages, (struct message){ role, prompt.text });
    variables_find(prompt.text, true, collector->arena, &prompt.variables);
    vec_push(collector->arena, collector->prompts, prompt);
}

/* ---- where they come from ---- */

static bool is_kept(enum where where)
{
    return where != WHERE_LOCK && where != WHERE_DATA;
}

static void add_observed(struct collector *collector, const struct reference *reference)
{
    struct str what = reference->rule->observes;
    if (str_is(what, "prompt-file")) {
        struct str text = text_of(collector, reference->path);
        push(collector, make_prompt(reference, whole_file(text), text), STR(""));
        return;
    }
    if (!str_is(what, "prompt") && !str_starts(what, STR("prompt:")))
        return;
    (void)str_split(&what, ':');
    struct str file = text_of(collector, reference->path);
    struct str role = role_of(file, reference, what.ptr ? what : STR(""));
    struct str text = reference->value.len > 0 ? reference->value : reference->evidence;
    if (str_find(text, STR("{}"), 0) != STR_NONE)
        text = fill_holes(text, bytes_at(collector, reference->path, reference->span),
                          collector->arena);
    push(collector, make_prompt(reference, reference->span, text), role);
}

/* Prompts first that hold others. */
static int compare_prompts(const void *a, const void *b)
{
    const struct prompt *left = a;
    const struct prompt *right = b;
    int order = str_compare(left->path, right->path);
    if (order)
        return order;
    if (left->offset != right->offset)
        return left->offset < right->offset ? -1 : 1;
    return left->len > right->len ? -1 : left->len < right->len;
}

static bool holds(const struct prompt *prompt, const struct reference *reference)
{
    return str_equal(prompt->path, reference->path) && prompt->offset <= reference->span.offset &&
           (size_t)prompt->offset + prompt->len > reference->span.offset;
}

/* One for each text: what several rules saw, or a part of another, is said once. */
static void settle(struct collector *collector)
{
    struct prompts *prompts = collector->prompts;
    if (prompts->count > 1)
        qsort(prompts->items, prompts->count, sizeof *prompts->items, compare_prompts);
    size_t kept = 0;
    for (size_t i = 0; i < prompts->count; i++) {
        struct prompt *last = kept > 0 ? &prompts->items[kept - 1] : NULL;
        const struct prompt *next = &prompts->items[i];
        if (!last || !str_equal(last->path, next->path) ||
            next->offset >= (size_t)last->offset + last->len) {
            prompts->items[kept++] = *next;
            continue;
        }
        if (next->offset != last->offset || next->len != last->len)
            continue;
        for (size_t j = 0; j < next->roles.count; j++)
            add_once(collector->arena, &last->roles, next->roles.items[j]);
        if (last->chat.messages.count == 0)
            last->chat.messages = next->chat.messages;
    }
    prompts->count = kept;
}

/* Tokens outside of what the rules saw: in constants, in templates, put together in code. */
static void add_found(struct collector *collector, const struct finding *finding, struct map *files)
{
    static const char *const texts[] = { "text", "jinja" };
    const struct reference *first = &finding->references.items[0];
    if (!str_is_any(first->language, texts, ARRAY_COUNT(texts)) || finding->where == WHERE_DOCS) {
        struct str text = bytes_at(collector, finding->path, first->statement);
        struct chat_text chat;
        chat_text_read(collector->input->tokens, text, collector->arena, &chat);
        if (chat.tokens.count > 0) /* code that only speaks of a template is none */
            push(collector, make_prompt(first, first->statement, text), STR(""));
        return;
    }
    void **slot = map_at(files, collector->arena, finding->path);
    if (*slot)
        return;
    *slot = files;
    struct str text = text_of(collector, finding->path);
    push(collector, make_prompt(first, whole_file(text), text), STR(""));
}

static bool is_prompt(const struct finding *finding)
{
    return finding->kind == KIND_DEPENDENCY && finding->category == CATEGORY_PROMPT_FORMAT &&
           is_kept(finding->where);
}

/* The prompt in which a place is, or NULL. They are sorted and do not overlap. */
static struct prompt *prompt_at(const struct prompts *prompts, const struct reference *reference)
{
    size_t low = 0;
    size_t high = prompts->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct prompt *prompt = &prompts->items[middle];
        int order = str_compare(prompt->path, reference->path);
        if (order == 0 && holds(prompt, reference))
            return prompt;
        if (order < 0 || (order == 0 && prompt->offset < reference->span.offset))
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static struct prompt *prompt_of(const struct prompts *prompts, const struct finding *finding)
{
    struct prompt *found = NULL;
    for (size_t i = 0; i < finding->references.count && !found; i++)
        found = prompt_at(prompts, &finding->references.items[i]);
    return found;
}

static void add_all_found(struct collector *collector)
{
    const struct findings *findings = &collector->input->result->findings;
    struct prompts seen = *collector->prompts; /* what is added below stands behind it */
    struct map files = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        if (is_prompt(findings->items[i]) && !prompt_of(&seen, findings->items[i]))
            add_found(collector, findings->items[i], &files);
    }
    settle(collector);
}

static void link_findings(struct collector *collector)
{
    const struct findings *findings = &collector->input->result->findings;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = findings->items[i];
        struct prompt *prompt =
            finding->kind == KIND_DEPENDENCY ? prompt_of(collector->prompts, finding) : NULL;
        if (!prompt)
            continue;
        add_once(collector->arena, &prompt->findings, finding->fingerprint);
        if (!prompt->model)
            prompt->model = finding->model;
    }
}

static void drop_stops(struct prompts *prompts)
{
    size_t kept = 0;
    for (size_t i = 0; i < prompts->count; i++) {
        if (!prompts->items[i].stop)
            prompts->items[kept++] = prompts->items[i];
    }
    prompts->count = kept;
}

void prompts_collect(const struct prompts_input *input, struct arena *arena, struct prompts *ret)
{
    *ret = (struct prompts){ 0 };
    struct collector collector = { .input = input, .arena = arena, .prompts = ret };
    for (size_t i = 0; i < input->references->count; i++) {
        const struct reference *reference = &input->references->items[i];
        if (reference->kind == KIND_OBSERVATION && reference->rule && is_kept(reference->where))
            add_observed(&collector, reference);
    }
    settle(&collector);
    add_all_found(&collector);
    drop_stops(ret);
    link_findings(&collector);
    for (size_t i = 0; i < ret->count; i++)
        set_id(&collector, &ret->items[i]);
}
