/* Looks at the detection rules: list, show, and run their examples. */
#include "command/command.h"
#include "config.h"
#include "match/selftest.h"
#include "report/escape.h"

static void list_rules(const struct ruleset *ruleset, struct buf *out)
{
    for (size_t i = 0; i < ruleset->count; i++) {
        const struct rule *rule = ruleset->rules[i];
        buf_printf(out, "%-44.*s %-12s %-7s ", STR_ARG(rule->id),
                   rule->selection     ? "selection"
                   : rule->kind_forced ? kind_names[rule->kind]
                                       : "dependency",
                   confidence_names[rule->confidence]);
        escape_terminal(out, rule->title);
        buf_char(out, '\n');
    }
}

/* A user's rule file can hold anything: nothing of it reaches the terminal as it is. */
static void add_line(struct buf *out, const char *label, struct str text)
{
    buf_puts(out, label);
    escape_terminal(out, text);
    buf_char(out, '\n');
}

static void add_examples(struct buf *out, const char *heading, const struct example *examples,
                         size_t count)
{
    buf_printf(out, "%s\n", heading);
    for (size_t i = 0; i < count; i++) {
        struct str rest = examples[i].text;
        add_line(out, "  ", examples[i].path);
        while (rest.ptr) {
            buf_puts(out, "    ");
            escape_terminal(out, str_split(&rest, '\n'));
            buf_char(out, '\n');
        }
    }
}

static void show_rule(const struct rule *rule, struct buf *out)
{
    buf_printf(out, "%.*s\n", STR_ARG(rule->id));
    add_line(out, "  ", rule->title);
    add_line(out, "  ", rule->why);
    buf_char(out, '\n');
    buf_printf(out, "category    %s\nconfidence  %s\n", category_names[rule->category],
               confidence_names[rule->confidence]);
    if (rule->kind_forced)
        buf_printf(out, "kind        %s\n", kind_names[rule->kind]);
    if (rule->model)
        buf_printf(out, "model       %.*s\n", STR_ARG(rule->model->id));
    if (rule->host.len > 0)
        add_line(out, "host        ", rule->host);
    if (rule->observes.len > 0)
        add_line(out, "observes    ", rule->observes);
    if (rule->note.len > 0)
        add_line(out, "note        ", rule->note);
    buf_printf(out, "from        %s:%u%s\n", rule->file, rule->line,
               rule->built_in ? " (built in)" : "");

    if (rule->kind == KIND_AUDIT) {
        buf_puts(out, "\nabout the tool's own controls: counts for the gate, severity high, cannot "
                      "be suppressed\nfrom the scanned tree\n");
        return;
    }
    buf_printf(out, "\na file is looked at when it holds one of %zu literals:\n",
               rule->literals.count);
    for (size_t i = 0; i < rule->literals.count; i++) {
        const struct literal *literal = &rule->literals.items[i];
        buf_puts(out, "  ");
        escape_terminal(out, literal->text);
        buf_puts(out, literal->icase ? "  (any case)\n" : "\n");
    }
    add_examples(out, "\nfinds", rule->yes, rule->yes_count);
    add_examples(out, "\ndoes not find", rule->no, rule->no_count);
}

bool command_rules(struct options *options, int *ret_exit_code, struct err *err)
{
    struct str action = options->operands.count ? options->operands.items[0] : STR("list");
    bool show = str_is(action, "show");
    if (options->operands.count != (show ? 2u : options->operands.count ? 1u : 0u))
        return err_set(err, ERR_USAGE, "rules takes list, test, or show and the id of a rule");

    CLEANUP(engine_release) struct engine engine = { 0 };
    if (!config_load(options, err) ||
        !engine_load(&engine, &options->audit.rule_paths, options->run, err))
        return false;

    CLEANUP(buf_release) struct buf out = { 0 };
    *ret_exit_code = EXIT_CLEAN;
    if (str_is(action, "list")) {
        list_rules(&engine.ruleset, &out);
    } else if (show) {
        struct str id = options->operands.items[1];
        const struct rule *rule = ruleset_get(&engine.ruleset, id);
        if (!rule)
            return err_set(err, ERR_USAGE, "no rule is called '%.*s', see rules list", STR_ARG(id));
        show_rule(rule, &out);
    } else if (str_is(action, "test")) {
        struct selftest selftest;
        selftest_run(&engine.ruleset, NULL, &out, &selftest);
        if (selftest.failed_count > 0)
            *ret_exit_code = EXIT_FINDINGS;
    } else {
        return err_set(err, ERR_USAGE, "rules takes list, show or test, not '%.*s'",
                       STR_ARG(action));
    }
    return print_stdout(buf_str(&out), err);
}
