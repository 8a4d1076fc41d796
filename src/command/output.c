/* Where reports go, and how a terminal wants them. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/io.h"
#include "command/command.h"

/* The value of an environment variable, "" when it is not set. */
static struct str variable(const char *name)
{
    const char *value = getenv(name);
    return str_from(value ? value : "");
}

/* COLUMNS, else what the terminal says; 0 when nobody does. */
static unsigned width_of(bool terminal)
{
    enum { MOST_COLUMNS = 10000 };
    uint64_t columns;
    if (str_to_u64(variable("COLUMNS"), &columns) && columns > 0 && columns <= MOST_COLUMNS)
        return (unsigned)columns;
    struct winsize size;
    return terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* Terminals that are known to understand OSC 8; others may print it. */
static bool has_links(void)
{
    struct str forced = variable("FORCE_HYPERLINK");
    if (forced.len > 0)
        return !str_is(forced, "0");
    if (variable("TMUX").len > 0 || str_starts(variable("TERM"), STR("screen")))
        return false;
    static const char *const programs[] = { "Hyper",  "WarpTerminal", "WezTerm",
                                            "ghostty", "iTerm.app",    "vscode" };
    static const char *const terms[] = { "alacritty", "foot", "foot-extra", "xterm-ghostty",
                                         "xterm-kitty" };
    uint64_t vte;
    return str_is_any(variable("TERM_PROGRAM"), programs, ARRAY_COUNT(programs)) ||
           str_is_any(variable("TERM"), terms, ARRAY_COUNT(terms)) ||
           (str_to_u64(variable("VTE_VERSION"), &vte) && vte >= 5000) ||
           variable("WT_SESSION").len > 0 || variable("KONSOLE_VERSION").len > 0 ||
           variable("DOMTERM").len > 0;
}

struct style style_for(const struct options *options, bool to_stdout, struct str root)
{
    bool terminal = to_stdout && isatty(STDOUT_FILENO);
    bool dumb = str_is(variable("TERM"), "dumb");
    bool wanted = terminal && !dumb && variable("NO_COLOR").len == 0;
    return (struct style){
        .color = options->color == COLOR_ALWAYS || (options->color == COLOR_AUTO && wanted),
        .links = terminal && !dumb && options->color != COLOR_NEVER && has_links(),
        .root = root,
        .width = to_stdout ? width_of(terminal) : 0,
        .group_by = options->group_by,
        .sort = options->sort,
        .show_mentions = options->show_mentions,
        .show_engines = options->show_engines,
        .show_suppressed = options->show_suppressed,
        .omit_suppressed = options->sarif_omit_suppressed,
        .brief = options->quiet,
        .verbose = options->verbose > 0,
    };
}

bool write_outputs(const struct options *options, output_writer *write, const void *thing,
                   struct str root, struct err *err)
{
    for (size_t i = 0; i < options->outputs.count; i++) {
        const struct output *output = &options->outputs.items[i];
        bool to_stdout = output->file.len == 0 || str_is(output->file, "-");
        struct style style = style_for(options, to_stdout, root);
        CLEANUP(buf_release) struct buf text = { 0 };
        write(thing, output->reporter, &style, &text);
        if (to_stdout ? !print_stdout(buf_str(&text), err)
                      : !io_write_file(output->file.ptr, buf_str(&text), err))
            return false;
    }
    return true;
}

/* In the report itself, too; but who writes one should know without opening it. */
static void say_what_is_cut(const struct reporter *reporter, const struct report *report,
                            const struct style *style)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (reporter->cut && reporter->cut(report, style, &text))
        fprintf(stderr, "llama-audit: %s: %.*s\n", reporter->name, STR_ARG(buf_str(&text)));
}

static void write_report(const void *report, const struct reporter *format,
                         const struct style *style, struct buf *out)
{
    format->write(report, style, out);
    say_what_is_cut(format, report, style);
}

bool write_reports(const struct options *options, const struct report *report, struct str root,
                   struct err *err)
{
    return write_outputs(options, write_report, report, root, err);
}

bool settle_outputs(struct options *options, struct err *err)
{
    if (options->outputs.count == 0)
        vec_push(options->run, &options->outputs,
                 (struct output){ reporter_by_name(STR("text")), STR("") });
    size_t without_file = 0;
    for (size_t i = 0; i < options->outputs.count; i++) {
        struct output *output = &options->outputs.items[i];
        if (output->file.len > 0)
            continue;
        if (++without_file > 1)
            return err_set(err, ERR_USAGE,
                           "only one format can go to standard output, write -f %s=FILE",
                           output->reporter->name);
        output->file = options->output_file;
    }
    return true;
}
