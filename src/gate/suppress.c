#include "gate/suppress.h"

#include "base/yaml.h"
#include "gate/audit_finding.h"

/* A suppression that holds today, and whether it did anything. */
struct holder {
    struct suppression suppression;
    const struct directive *directive;   /* or … */
    const struct suppress_entry *entry;
    const struct rule *rule; /* NULL: any rule (keep) */
    bool used;
};

struct holders VEC(struct holder);

/* A glob of the configuration is meant from its own folder. */
static bool fits_path(const struct suppress *suppress, struct str glob, struct str path)
{
    if (glob.len == 0 || str_glob(glob, path))
        return true;
    struct str prefix = suppress->prefix;
    return prefix.len > 0 && str_glob(glob, arena_printf(suppress->arena, "%.*s%.*s",
                                                         STR_ARG(prefix), STR_ARG(path)));
}

/* ---- trouble ---- */

static void complain_directive(const struct suppress *suppress, const struct directive *directive,
                               const char *rule, struct str note, struct findings *findings)
{
    if (directive->quoted)
        return; /* in a document that shows how it is written */
    struct arena *arena = suppress->arena;
    audit_finding_add(suppress->ruleset, rule,
                      &(struct audit_place){
                          .path = directive->path,
                          .span = directive->span,
                          .where = directive->where,
                          .language = directive->language,
                          .evidence = arena_printf(arena, DIRECTIVE_LITERAL "ignore %.*s%s%.*s",
                                                   STR_ARG(directive->rule),
                                                   directive->until.len ? " until=" : "",
                                                   STR_ARG(directive->until)),
                          .snippet = directive->snippet,
                          .note = note,
                      },
                      findings, arena);
}

struct str suppress_describe(const struct suppress_entry *entry, struct arena *arena)
{
    const struct {
        const char *name;
        struct str value;
    } parts[] = { { "rule", entry->rule }, { "path", entry->path }, { "text", entry->text } };
    struct str text = STR("");
    const char *join = "";
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
        if (parts[i].value.len == 0)
            continue;
        text = arena_printf(arena, "%.*s%s%s %.*s", STR_ARG(text), join, parts[i].name,
                            STR_ARG(parts[i].value));
        join = " ";
    }
    return text;
}

static void complain_entry(const struct suppress *suppress, const struct suppress_entry *entry,
                           const char *rule, struct str note, struct findings *findings)
{
    struct str text = suppress_describe(entry, suppress->arena);
    text = arena_printf(suppress->arena, "%s: %.*s", entry->keep ? "keep" : "ignore",
                        STR_ARG(text));
    struct span span = { .line = entry->line,
                         .column = 1,
                         .end_line = entry->line,
                         .end_column = 1,
                         .column_utf16 = 1,
                         .end_column_utf16 = 1 };
    audit_finding_add(suppress->ruleset, rule,
                      &(struct audit_place){ .path = suppress->options->config_path,
                                             .span = span,
                                             .where = WHERE_CONFIG,
                                             .language = STR("yaml"),
                                             .evidence = text,
                                             .snippet = text,
                                             .note = note },
                      findings, suppress->arena);
}

static struct str fault_text(enum directive_fault fault)
{
    switch (fault) {
    case DIRECTIVE_UNKNOWN_WORD:
        return STR("'" DIRECTIVE_LITERAL "' is followed by 'ignore', a rule and a reason");
    case DIRECTIVE_NO_RULE:
        return STR("it names no rule: " DIRECTIVE_LITERAL "ignore RULE-ID -- reason");
    case DIRECTIVE_NO_REASON:
        return STR("it gives no reason: " DIRECTIVE_LITERAL "ignore RULE-ID -- reason");
    case DIRECTIVE_BAD_DATE:
        return STR("'until=' takes a date as YYYY-MM-DD");
    case DIRECTIVE_SOUND:
    case DIRECTIVE_FAULT_COUNT:
        break;
    }
    return STR("");
}

/* ---- which ones hold ---- */

static bool has_passed(const struct suppress *suppress, struct str until)
{
    return until.len > 0 && str_compare(until, suppress->today) < 0;
}

static struct str unknown_rule(const struct suppress *suppress, struct str id)
{
    const struct ruleset *ruleset = suppress->ruleset;
    const char **ids = arena_array(suppress->arena, ruleset->count + 1, sizeof *ids);
    for (size_t i = 0; i < ruleset->count; i++)
        ids[i] = ruleset->rules[i]->id.ptr;
    const char *nearest = nearest_word(id, ids);
    return arena_printf(suppress->arena, "no rule is called '%.*s', %s%s", STR_ARG(id),
                        nearest ? "did you mean " : "see llama-audit rules list",
                        nearest ? nearest : "");
}

static void take_directive(const struct suppress *suppress, const struct directive *directive,
                           struct holders *holders, struct findings *findings)
{
    const struct rule *rule = ruleset_get(suppress->ruleset, directive->rule);
    if (directive->fault != DIRECTIVE_SOUND) {
        complain_directive(suppress, directive, "audit/bare-suppression",
                           fault_text(directive->fault), findings);
        return;
    }
    if (!rule || rule->kind == KIND_AUDIT) {
        complain_directive(suppress, directive, "audit/unknown-rule-suppression",
                           rule ? STR("audit rules cannot be suppressed in the scanned tree")
                                : unknown_rule(suppress, directive->rule),
                           findings);
        return;
    }
    if (has_passed(suppress, directive->until)) {
        complain_directive(suppress, directive, "audit/expired-suppression",
                           arena_printf(suppress->arena, "it held until %.*s",
                                        STR_ARG(directive->until)),
                           findings);
        return;
    }
    vec_push(suppress->arena, holders,
             (struct holder){ .suppression = { .in_source = true,
                                               .rule = directive->rule,
                                               .until = directive->until,
                                               .reason = directive->reason,
                                               .path = directive->path,
                                               .line = directive->span.line },
                              .directive = directive,
                              .rule = rule });
}

static void take_entry(const struct suppress *suppress, const struct suppress_entry *entry,
                       struct holders *holders, struct findings *findings)
{
    const struct rule *rule = ruleset_get(suppress->ruleset, entry->rule);
    bool audit = rule && rule->kind == KIND_AUDIT && !suppress->trusted;
    if (entry->rule.len > 0 && (!rule || audit)) {
        complain_entry(suppress, entry, "audit/unknown-rule-suppression",
                       audit ? STR("audit rules cannot be suppressed in the scanned tree")
                             : unknown_rule(suppress, entry->rule),
                       findings);
        return;
    }
    if (has_passed(suppress, entry->until)) {
        complain_entry(suppress, entry, "audit/expired-suppression",
                       arena_printf(suppress->arena, "it held until %.*s", STR_ARG(entry->until)),
                       findings);
        return;
    }
    vec_push(suppress->arena, holders,
             (struct holder){ .suppression = { .keep = entry->keep,
                                               .rule = entry->rule,
                                               .until = entry->until,
                                               .reason = entry->reason,
                                               .path = suppress->options->config_path,
                                               .line = entry->line },
                              .entry = entry,
                              .rule = rule });
}

/* ---- what they suppress ---- */

static bool contains(struct str text, struct str part)
{
    return str_find(text, part, 0) != STR_NONE;
}

static bool covers(const struct suppress *suppress, const struct holder *holder,
                   const struct reference *reference)
{
    if (holder->rule && holder->rule != reference->rule)
        return false;
    if (holder->directive)
        return str_equal(holder->directive->path, reference->path) &&
               reference->span.offset >= holder->directive->covers.start &&
               reference->span.offset <= holder->directive->covers.end;
    const struct suppress_entry *entry = holder->entry;
    return fits_path(suppress, entry->path, reference->path) &&
           (entry->text.len == 0 || contains(reference->evidence, entry->text) ||
            contains(reference->snippet, entry->text));
}

static bool covers_any(const struct suppress *suppress, const struct holder *holder,
                       const struct references *references)
{
    for (size_t i = 0; i < references->count; i++) {
        if (covers(suppress, holder, &references->items[i]))
            return true;
    }
    return false;
}

/* Inline suppressions of one file; those of the configuration are about every file. */
struct window {
    size_t from;
    size_t to;
};

/* Moves the window to the directives of `path`; both lists are sorted by it. */
static void move_window(const struct holders *holders, size_t inline_count, struct str path,
                        struct window *window)
{
    while (window->from < inline_count &&
           str_compare(holders->items[window->from].suppression.path, path) < 0)
        window->from++;
    if (window->to < window->from)
        window->to = window->from;
    while (window->to < inline_count &&
           str_equal(holders->items[window->to].suppression.path, path))
        window->to++;
}

static void mark(const struct suppress *suppress, struct holders *holders, size_t inline_count,
                 const struct findings *findings)
{
    struct window window = { 0 };
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        move_window(holders, inline_count, finding->path, &window);
        for (size_t j = window.from; j < holders->count && !finding->suppression; j++) {
            if (j == window.to)
                j = inline_count;
            if (j < holders->count && covers_any(suppress, &holders->items[j], &finding->references)) {
                holders->items[j].used = true;
                finding->suppression = &holders->items[j].suppression;
            }
        }
    }
}

/* What is below --min-confidence is no finding, but something that a suppression is about. */
static void mark_used(const struct suppress *suppress, struct holders *holders, size_t inline_count)
{
    struct window window = { 0 };
    for (size_t i = 0; i < suppress->references->count; i++) {
        const struct reference *reference = &suppress->references->items[i];
        if (reference->kind == KIND_OBSERVATION)
            continue;
        move_window(holders, inline_count, reference->path, &window);
        for (size_t j = window.from; j < holders->count; j++) {
            if (j == window.to)
                j = inline_count;
            if (j < holders->count && !holders->items[j].used &&
                covers(suppress, &holders->items[j], reference))
                holders->items[j].used = true;
        }
    }
}

static void complain_unused(const struct suppress *suppress, const struct holder *holder,
                            struct findings *findings)
{
    static const char rule[] = "audit/unused-suppression";
    if (holder->directive)
        complain_directive(suppress, holder->directive, rule,
                           arena_printf(suppress->arena,
                                        "no finding of %.*s is on this line or the next one",
                                        STR_ARG(holder->suppression.rule)),
                           findings);
    else if (suppress->whole)
        complain_entry(suppress, holder->entry, rule, STR("no finding is like that"), findings);
}

void suppress_findings(const struct suppress *suppress, struct findings *findings)
{
    struct holders holders = { 0 };
    struct findings trouble = { 0 };
    const struct suppress_options *options = suppress->options;
    for (size_t i = 0; !options->no_inline && i < suppress->directives->count; i++)
        take_directive(suppress, &suppress->directives->items[i], &holders, &trouble);
    size_t inline_count = holders.count;
    for (size_t i = 0; i < options->entries.count; i++)
        take_entry(suppress, &options->entries.items[i], &holders, &trouble);

    mark(suppress, &holders, inline_count, findings);
    mark_used(suppress, &holders, inline_count);
    for (size_t i = 0; i < holders.count; i++) {
        const struct holder *holder = &holders.items[i];
        bool idle = holder->rule && (holder->rule->kind == KIND_AUDIT ||
                                     disable_is_off(suppress->off, holder->rule));
        if (!holder->used && !idle)
            complain_unused(suppress, holder, &trouble);
    }
    /* Only a configuration from elsewhere can have named an audit rule. */
    for (size_t i = inline_count; i < holders.count; i++) {
        const struct holder *holder = &holders.items[i];
        for (size_t j = 0; holder->rule && holder->rule->kind == KIND_AUDIT && j < trouble.count;
             j++) {
            if (covers_any(suppress, holder, &trouble.items[j]->references))
                trouble.items[j]->suppression = &holder->suppression;
        }
    }
    for (size_t i = 0; i < trouble.count; i++)
        vec_push(suppress->arena, findings, trouble.items[i]);
}

void suppress_split(struct findings *findings, struct findings *ret_suppressed, struct arena *arena)
{
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        if (finding->suppression)
            vec_push(arena, ret_suppressed, finding);
        else
            findings->items[kept++] = finding;
    }
    findings->count = kept;
}
