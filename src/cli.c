#include "cli.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/yaml.h"

enum { OPTIONS_MAX = ARRAY_COUNT(((struct options *)0)->given), DEFAULT_WARN_RETIRING_DAYS = 90 };

/* ---- setting one ---- */

static size_t row_of(const char *name)
{
    size_t count;
    const struct option_row *table = cli_option_table(&count);
    size_t row = 0;
    while (row < count && strcmp(table[row].name, name) != 0)
        row++;
    return row;
}

/* A flag says yes; a file can also say no. */
static bool set_switch(const struct option_row *row, struct options *options, const char *value,
                       struct err *err)
{
    bool on = !value || strcmp(value, "true") == 0;
    if (!on && strcmp(value, "false") != 0)
        return err_set(err, ERR_USAGE, "%s is true or false, not '%s'", row->name, value);
    *(bool *)((char *)options + row->flag) = on;
    return true;
}

bool cli_set(struct options *options, const char *name, const char *value,
             enum option_source source, struct str place, struct err *err)
{
    size_t count;
    size_t at = row_of(name);
    const struct option_row *table = cli_option_table(&count);
    if (at == count)
        return err_set(err, ERR_INTERNAL, "no option is called '%s'", name);
    const struct option_row *row = &table[at];
    struct given *given = &options->given[at];
    if (given->source > source)
        return true;
    options->place = place;
    if (row->apply ? !row->apply(options, value, err) : !set_switch(row, options, value, err))
        return false;
    if (given->source != source)
        given->place = place; /* of a list where it begins */
    given->source = source;
    vec_push(options->run, &given->values, str_from(value ? value : ""));
    return true;
}

const struct given *cli_given(const struct options *options, const char *name)
{
    static const struct given nothing;
    size_t at = row_of(name);
    return at < OPTIONS_MAX ? &options->given[at] : &nothing;
}

/* ---- a command line ---- */

static void set_defaults(struct options *options, struct arena *run)
{
    *options = (struct options){ .run = run };
    options->audit.walk.max_file_bytes = LIMIT_FILE_BYTES;
    options->audit.score.warn_retiring_days = DEFAULT_WARN_RETIRING_DAYS;
    options->audit.score.today = cli_today(run);
    for (int where = 0; where < WHERE_COUNT; where++)
        options->gate.where[where] = where != WHERE_DOCS;
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    options->audit.jobs = cores > 0 ? (unsigned)cores : 1;
    options->audit.test_hook = getenv("LLAMA_AUDIT_TEST_HOOK");
}

static bool unknown_option(const char *argument, struct err *err)
{
    size_t count;
    const struct option_row *table = cli_option_table(&count);
    const char *names[OPTIONS_MAX + 1] = { NULL };
    for (size_t i = 0; i < count; i++)
        names[i] = table[i].name;
    struct str name = str_from(argument);
    while (name.len > 0 && name.ptr[0] == '-')
        name = str_slice(name, 1, name.len);
    size_t end = str_find_char(name, '=', 0);
    name = str_slice(name, 0, end == STR_NONE ? name.len : end);
    const char *nearest = nearest_word(name, names);
    if (nearest && name.len > 1)
        return err_set(err, ERR_USAGE, "unknown option '%s', did you mean --%s?", argument,
                       nearest);
    return err_set(err, ERR_USAGE, "unknown option '%s', see --help", argument);
}

bool cli_parse(int argc, char **argv, struct arena *run, struct options *ret_options,
               struct err *err)
{
    struct options options;
    set_defaults(&options, run);

    size_t count;
    const struct option_row *table = cli_option_table(&count);
    struct option longs[OPTIONS_MAX + 1] = { 0 };
    char letters[2 * OPTIONS_MAX + 3] = ":";
    size_t used = 1;
    enum { LONG_BASE = 256 }; /* above every letter */
    for (size_t i = 0; i < count; i++) {
        const struct option_row *row = &table[i];
        int takes = row->argument_optional ? optional_argument
                    : row->argument        ? required_argument
                                           : no_argument;
        longs[i] = (struct option){ row->name, takes, NULL, LONG_BASE + (int)i };
        if (row->letter) {
            letters[used++] = row->letter;
            if (row->argument)
                letters[used++] = ':';
        }
    }

    opterr = 0;
    optind = 1;
    for (;;) {
        const char *argument = optind < argc ? argv[optind] : "";
        int got = getopt_long(argc, argv, letters, longs, NULL);
        if (got == -1)
            break;
        bool bare = got == ':';
        int wanted = bare ? optopt : got;
        const struct option_row *row = NULL;
        for (size_t i = 0; i < count; i++) {
            if (wanted == LONG_BASE + (int)i || (table[i].letter && wanted == table[i].letter))
                row = &table[i];
        }
        if (!row)
            return unknown_option(argument, err);
        if (bare && !row->as_last)
            return err_set(err, ERR_USAGE, "%s needs a value, see --help", argument);
        struct str place = arena_printf(run, "--%s", row->name);
        if (!cli_set(&options, row->name, bare ? row->as_last : optarg, FROM_FLAG, place, err))
            return false;
    }
    for (int i = optind; i < argc; i++)
        vec_push(run, &options.operands, str_from(argv[i]));
    *ret_options = options;
    return true;
}
