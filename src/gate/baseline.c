#include "gate/baseline.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "gate/audit_finding.h"

#define HEADER "llama-audit-baseline\t1"

enum { TEXT_BYTES = 80, SHORT_DIGITS = 6, EDITED_SHOWN = 20 };

enum field {
    FIELD_FINGERPRINT,
    FIELD_IDENTITY,
    FIELD_NUMBER,
    FIELD_SEVERITY,
    FIELD_WHERE,
    FIELD_RULE,
    FIELD_RULESET,
    FIELD_PATH,
    FIELD_TEXT,
    FIELD_CHECK,
    FIELD_COUNT,
};

/* ---- fields ---- */

static size_t utf8_len(struct str text, size_t at)
{
    unsigned char c = (unsigned char)text.ptr[at];
    size_t len = c < 0x80 ? 1 : c >= 0xC2 && c < 0xE0 ? 2 : c >= 0xE0 && c < 0xF0 ? 3
                 : c >= 0xF0 && c < 0xF5 ? 4 : 0;
    for (size_t i = 1; i < len; i++) {
        if (at + i >= text.len || ((unsigned char)text.ptr[at + i] & 0xC0) != 0x80)
            return 0;
    }
    return len;
}

static void add_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len;) {
        unsigned char c = (unsigned char)text.ptr[i];
        size_t len = utf8_len(text, i);
        if (len == 0 || c < ' ' || c == 0x7F || c == '\\') {
            buf_printf(out, "\\x%02X", (unsigned)c);
            i++;
            continue;
        }
        buf_add(out, str_slice(text, i, i + len));
        i += len;
    }
}

static int hex(char c)
{
    return ascii_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct str unescape(struct str text, struct arena *arena)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    for (size_t i = 0; i < text.len; i++) {
        bool escape = text.ptr[i] == '\\' && i + 3 < text.len && hex(text.ptr[i + 2]) >= 0 &&
                      hex(text.ptr[i + 3]) >= 0;
        if (escape) {
            buf_char(&out, (char)(hex(text.ptr[i + 2]) * 16 + hex(text.ptr[i + 3])));
            i += 3;
        } else {
            buf_char(&out, text.ptr[i]);
        }
    }
    return arena_str(arena, buf_str(&out));
}

/* Ends the line that begins at `start`. */
static void add_check(struct buf *out, size_t start)
{
    struct str line = str_slice(buf_str(out), start, out->len);
    buf_printf(out, "\t%016" PRIx64 "\n", str_hash(line));
}

/* Takes the check off the end of a line; false when it does not fit. */
static bool check_line(struct str *line)
{
    size_t at = line->len;
    while (at > 0 && line->ptr[at - 1] != '\t')
        at--;
    if (at == 0)
        return false;
    char check[17];
    struct str rest = str_slice(*line, 0, at - 1);
    snprintf(check, sizeof check, "%016" PRIx64, str_hash(rest));
    bool fits = str_is(str_slice(*line, at, line->len), check);
    *line = rest;
    return fits;
}

static struct str short_hash(uint64_t hash, struct arena *arena)
{
    struct str text = arena_printf(arena, "%016" PRIx64, hash);
    return str_slice(text, 0, SHORT_DIGITS);
}

/* ---- writing ---- */

static int compare_strs(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void add_hashes(struct strs *hashes, struct buf *out)
{
    if (hashes->count > 1)
        qsort(hashes->items, hashes->count, sizeof *hashes->items, compare_strs);
    for (size_t i = 0; i < hashes->count; i++)
        buf_printf(out, "%s%.*s", i ? " " : "", STR_ARG(hashes->items[i]));
}

static void add_knowledge(const struct ruleset *ruleset, struct buf *out)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs rules = { 0 };
    struct strs ids = { 0 };
    size_t count;
    const struct model *models = catalog_models(ruleset->catalog, &count);
    for (size_t i = 0; i < ruleset->count; i++)
        vec_push(&scratch, &rules, short_hash(ruleset->rules[i]->digest, &scratch));
    for (size_t i = 0; i < count; i++)
        vec_push(&scratch, &ids, short_hash(str_hash(models[i].id), &scratch));
    size_t start = out->len;
    buf_printf(out, "rules\t%.*s\t", STR_ARG(ruleset->as_of));
    add_hashes(&rules, out);
    add_check(out, start);
    start = out->len;
    buf_puts(out, "models\t");
    add_hashes(&ids, out);
    add_check(out, start);
}

static int compare_findings_by_path(const void *a, const void *b)
{
    const struct finding *x = *(struct finding *const *)a;
    const struct finding *y = *(struct finding *const *)b;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = str_compare(x->fingerprint, y->fingerprint);
    return order ? order : (x->severity > y->severity) - (x->severity < y->severity);
}

void baseline_write(const struct ruleset *ruleset, const struct findings *findings, struct buf *out)
{
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct findings sorted = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i]->kind == KIND_DEPENDENCY && !findings->items[i]->suppression)
            vec_push(&scratch, &sorted, findings->items[i]);
    }
    if (sorted.count > 1)
        qsort(sorted.items, sorted.count, sizeof *sorted.items, compare_findings_by_path);
    buf_puts(out, HEADER "\n");
    add_knowledge(ruleset, out);
    size_t number = 0;
    for (size_t i = 0; i < sorted.count; i++) {
        const struct finding *finding = sorted.items[i];
        bool again = i > 0 && str_equal(sorted.items[i - 1]->fingerprint, finding->fingerprint);
        number = again ? number + 1 : 1;
        size_t start = out->len;
        buf_printf(out, "%.*s\t%.*s\t%zu\t%s\t%s\t%.*s\t%.*s\t", STR_ARG(finding->fingerprint),
                   STR_ARG(finding->identity), number, severity_names[finding->severity],
                   where_names[finding->where], STR_ARG(finding->rule->id),
                   STR_ARG(ruleset->as_of));
        add_escaped(out, finding->path);
        buf_char(out, '\t');
        add_escaped(out, str_slice(finding->evidence, 0, TEXT_BYTES));
        add_check(out, start);
    }
}

/* ---- reading ---- */

bool baseline_is_one(struct str text)
{
    return str_starts(text, STR(HEADER "\n")) || str_starts(text, STR(HEADER "\r\n"));
}

static void read_hashes(struct str text, struct map *ret, struct arena *arena)
{
    while (text.ptr)
        *map_at(ret, arena, arena_str(arena, str_split(&text, ' '))) = ret;
}

static bool word_index(struct str word, const char *const *words, size_t count, size_t *ret)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(word, words[i])) {
            *ret = i;
            return true;
        }
    }
    return false;
}

/* One line without its check. `seen`: fingerprints with their numbers. */
static bool read_entry(struct str line, uint32_t number, struct map *seen, struct arena *arena,
                       struct baseline *baseline)
{
    struct str fields[FIELD_CHECK];
    size_t count = 0;
    while (line.ptr && count < ARRAY_COUNT(fields))
        fields[count++] = str_split(&line, '\t');
    size_t severity, where;
    if (count < ARRAY_COUNT(fields) || line.ptr ||
        !word_index(fields[FIELD_SEVERITY], severity_names, SEVERITY_COUNT, &severity) ||
        !word_index(fields[FIELD_WHERE], where_names, WHERE_COUNT, &where))
        return false;
    struct str key = arena_printf(arena, "%.*s %.*s %.*s", STR_ARG(fields[FIELD_FINGERPRINT]),
                                  STR_ARG(fields[FIELD_NUMBER]), STR_ARG(fields[FIELD_PATH]));
    void **slot = map_at(seen, arena, key);
    if (*slot)
        return true;
    *slot = seen;
    vec_push(arena, &baseline->entries,
             (struct baseline_entry){ .identity = arena_str(arena, fields[FIELD_IDENTITY]),
                                      .path = unescape(fields[FIELD_PATH], arena),
                                      .text = arena_str(arena, fields[FIELD_TEXT]),
                                      .severity = (enum severity)severity,
                                      .where = (enum where)where,
                                      .line = number });
    return true;
}

/* Several branches may each have brought such a line: what one of them knew is known. */
static bool read_line(struct str line, uint32_t number, struct map *seen, struct arena *arena,
                      struct baseline *baseline)
{
    if (!check_line(&line))
        return false;
    if (str_starts(line, STR("rules\t"))) {
        (void)str_split(&line, '\t');
        (void)str_split(&line, '\t');
        read_hashes(line, &baseline->rules, arena);
        baseline->has_rules = true;
        return true;
    }
    if (str_starts(line, STR("models\t"))) {
        (void)str_split(&line, '\t');
        read_hashes(line, &baseline->models, arena);
        baseline->has_models = true;
        return true;
    }
    return read_entry(line, number, seen, arena, baseline);
}

bool baseline_read(struct str text, struct str name, struct arena *arena, struct baseline *ret,
                   struct err *err)
{
    struct baseline baseline = { .name = name };
    struct map seen = { 0 };
    if (!baseline_is_one(text))
        return err_set(err, ERR_SYNTAX, "%.*s: is no baseline, write one with "
                       "'llama-audit baseline write'", STR_ARG(name));
    uint32_t number = 0;
    while (text.ptr) {
        struct str line = str_split(&text, '\n');
        number++;
        if (line.len > 0 && line.ptr[line.len - 1] == '\r')
            line.len--;
        if (number == 1 || line.len == 0)
            continue;
        if (!read_line(line, number, &seen, arena, &baseline))
            vec_push(arena, &baseline.edited, number);
    }
    *ret = baseline;
    return true;
}

/* ---- comparing ---- */

/* An entry seen from the scan root; false when it is outside of that. */
static bool known_of(const struct baseline_entry *entry, const struct baseline_scope *scope,
                     struct known *ret)
{
    if (!str_starts(entry->path, scope->prefix))
        return false;
    struct str path = str_slice(entry->path, scope->prefix.len, entry->path.len);
    *ret = (struct known){ .identity = entry->identity,
                           .path = path,
                           .gone = scope->exists && !scope->exists(scope->state, path),
                           .kind = KIND_DEPENDENCY,
                           .where = entry->where,
                           .severity = entry->severity };
    return true;
}

/* Dependencies, those that are old to the change first: they take their entries before new ones. */
static void order_dependencies(const struct findings *findings, struct arena *arena,
                               struct findings *ret, size_t *ret_old)
{
    for (int old = 1; old >= 0; old--) {
        for (size_t i = 0; i < findings->count; i++) {
            struct finding *finding = findings->items[i];
            if (finding->kind == KIND_DEPENDENCY && (finding->state == STATE_UNCHANGED) == old)
                vec_push(arena, ret, finding);
        }
        *ret_old = old ? ret->count : *ret_old;
    }
}

static bool is_newer(const struct baseline *baseline, const struct finding *finding,
                     struct arena *arena)
{
    if (baseline->has_rules &&
        !map_get(&baseline->rules, short_hash(finding->rule->digest, arena)))
        return true;
    return baseline->has_models && finding->model &&
           !map_get(&baseline->models, short_hash(str_hash(finding->model->id), arena));
}

static void complain(const struct baseline *baseline, const struct baseline_scope *scope,
                     const char *rule, uint32_t line, struct str evidence, struct str note,
                     struct findings *findings, struct arena *arena)
{
    struct span span = { .line = line,
                         .column = 1,
                         .end_line = line,
                         .end_column = 1,
                         .column_utf16 = 1,
                         .end_column_utf16 = 1 };
    audit_finding_add(scope->ruleset, rule,
                      &(struct audit_place){ .path = baseline->name,
                                             .span = span,
                                             .where = WHERE_CONFIG,
                                             .language = STR("text"),
                                             .evidence = evidence,
                                             .snippet = evidence,
                                             .note = note },
                      findings, arena);
    /* The baseline of before a change is none of its doing. */
    findings->items[findings->count - 1]->state = scope->change ? STATE_UNCHANGED : STATE_NEW;
}

static void complain_edited(const struct baseline *baseline, const struct baseline_scope *scope,
                            struct findings *findings, struct arena *arena)
{
    for (size_t i = 0; i < baseline->edited.count && i < EDITED_SHOWN; i++) {
        uint32_t line = baseline->edited.items[i];
        complain(baseline, scope, "audit/edited-baseline", line,
                 arena_printf(arena, "line %u", line),
                 STR("it is not as the tool wrote it, so it stands for nothing: run "
                     "llama-audit baseline update"),
                 findings, arena);
    }
}

size_t baseline_compare(const struct baseline *baseline, const struct baseline_scope *scope,
                        struct findings *findings, struct arena *arena,
                        const struct skip **ret_unread)
{
    struct known_list known = { 0 };
    struct findings dependencies = { 0 };
    size_t old = 0;
    order_dependencies(findings, arena, &dependencies, &old);
    struct baseline_entries entries = { 0 };
    for (size_t i = 0; i < baseline->entries.count; i++) {
        struct known item;
        if (!known_of(&baseline->entries.items[i], scope, &item))
            continue;
        vec_push(arena, &known, item);
        vec_push(arena, &entries, baseline->entries.items[i]);
    }
    for (size_t i = 0; i < dependencies.count; i++)
        dependencies.items[i]->state = STATE_NONE;
    compare_findings(scope->gate, &known, &dependencies);
    for (size_t i = 0; i < dependencies.count; i++) {
        struct finding *finding = dependencies.items[i];
        if (i < old)
            finding->state = STATE_UNCHANGED;
        /* Both sides of a change were seen by the same rules. */
        finding->new_rule = !scope->change && finding->state == STATE_NEW &&
                            is_newer(baseline, finding, arena);
        if (finding->new_rule)
            finding->note = arena_printf(arena, "%.*s%sthe baseline is older than this rule",
                                         STR_ARG(finding->note), finding->note.len ? "; " : "");
    }
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i]->kind == KIND_AUDIT && !scope->change)
            findings->items[i]->state = STATE_NEW;
    }
    complain_edited(baseline, scope, findings, arena);

    size_t stale = 0;
    const struct skip *unread = NULL;
    const struct baseline_entry *first = NULL;
    for (size_t i = 0; i < known.count && scope->whole; i++) {
        if (known.items[i].taken)
            continue;
        const struct skip *skip =
            scope->ledger ? ledger_unread(scope->ledger, known.items[i].path) : NULL;
        unread = unread ? unread : skip;
        if (skip)
            continue;
        first = first ? first : &entries.items[i];
        stale++;
    }
    if (first)
        complain(baseline, scope, "audit/stale-baseline", first->line,
                 arena_printf(arena, "%.*s: %.*s", STR_ARG(first->path), STR_ARG(first->text)),
                 arena_printf(arena, "%zu %s no finding any more: run llama-audit baseline update",
                              stale, stale == 1 ? "entry has" : "entries have"),
                 findings, arena);
    *ret_unread = unread;
    return stale;
}
