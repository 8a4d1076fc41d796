#include "match/kind.h"

#include "match/pattern.h"

/*
 * Calls whose texts are for people: what they say can stay as it is. Callees are compared in lower
 * case, whole or behind a separator; `*` any text.
 */
static const char *const speaking_callees[] = {
    "print",
    "println",
    "printf",
    "eprintln",
    "eprint",
    "printf_s",
    "fprintf",
    "puts",
    "pprint",
    "print!",
    "println!",
    "eprintln!",
    "panic",
    "panic!",
    "bail!",
    "anyhow!",
    "todo!",
    "warn!",
    "info!",
    "debug!",
    "error!",
    "trace!",
    "console.*",
    "logger.*",
    "logging.*",
    "log.*",
    "_logger.*",
    "slog.*",
    "zap.*",
    "logrus.*",
    "klog.*",
    "glog.*",
    "winston.*",
    "pino.*",
    "timber.*",
    "fmt.print*",
    "fmt.fprint*",
    "fmt.errorf",
    "errors.new",
    "errors.errorf",
    "system.out.*",
    "system.err.*",
    "console.writeline",
    "log4j.*",
    "nslog",
    "os_log",
    "debug.log*",
    "debug.writeline",
    "trace.writeline",
    "warnings.warn",
    "warn",
    "syslog",
    "error_log",
    "var_dump",
    "logger",
    "log",
    "rich.print",
    "click.echo",
    "click.secho",
    "typer.echo",
    "typer.secho",
    "tqdm.write",
    "sys.stdout.write",
    "sys.stderr.write",
    "stdout.write",
    "stderr.write",
    "process.stdout.write",
    "process.stderr.write",
    "write-host",
    "write-output",
    "write-error",
    "write-warning",
    "logloginformation",
    "loginformation",
    "logwarning",
    "logerror",
    "logdebug",
    "logtrace",
    "st.title",
    "st.header",
    "st.subheader",
    "st.caption",
    "st.markdown",
    "st.write",
    "st.info",
    "st.warning",
    "st.error",
    "st.success",
    "st.text",
    "st.set_page_config",
    "st.toast",
    "st.spinner",
    "gr.markdown",
    "gr.html",
    "gr.info",
    "gr.warning",
    "messagebox.*",
    "alert",
    "toast.*",
    "notification.*",
    "maketext",
    "raise",
    "throw",
    "*error",
    "*exception",
    "*warning",
    "fail",
    "pytest.fail",
    "pytest.skip",
    "pytest.mark.skip",
    "unittest.skip",
    "assert.fail",
    "describe",
    "it",
    "test",
    "context",
    "describe.*",
    "it.*",
    "test.*",
    "t.run",
    "b.run",
    "t.log*",
    "t.error*",
    "t.fatal*",
    "t.skip*",
    "suite",
    "specify",
    "add_argument_group",
    "add_section",
    "echo",
    "notify",
    "printfn",
    "putstrln",
    "print_endline",
    "print_string",
};

/* Named arguments and keys whose texts are for people. */
static const char *const speaking_names[] = {
    "help",
    "description",
    "title",
    "subtitle",
    "label",
    "caption",
    "placeholder",
    "tooltip",
    "summary",
    "epilog",
    "usage",
    "message",
    "msg",
    "comment",
    "note",
    "notes",
    "docstring",
    "reason",
    "display_name",
    "short_description",
    "long_description",
    "tagline",
    "about",
    "help_text",
    "page_title",
    "alt",
    "citation",
    "bibtex",
    "homepage",
    "documentation",
    "author",
    "authors",
    "maintainer",
    "changelog",
    "readme",
    "copyright",
    "skip_reason",
    "error_message",
    "log_message",
    "hint",
    "intro",
    "welcome_message",
    "moduledoc",
    "typedoc",
    "doc",
};

/* Names of which the value is a data set, which can stay. */
static const char *const dataset_names[] = {
    "dataset",         "datasets",     "dataset_name", "dataset_id", "dataset_path",
    "train_dataset",   "eval_dataset", "data_path",    "data_files", "train_file",
    "validation_file", "dataset_dir",  "train_data",   "eval_data",
};

static const char *const dataset_callees[] = { "load_dataset", "load_dataset_builder" };

/* Arguments, flags and keys that name what is made, not what is used. */
static const char *const product_names[] = {
    "output_dir", "output_path", "output_file",    "output_name",     "out_dir",
    "save_dir",   "save_path",   "run_name",       "experiment_name", "project_name",
    "log_dir",    "logging_dir", "job_name",       "wandb_run_name",  "wandb_project",
    "wandb_name", "push_to",     "hub_model_id",   "cache_dir",       "results_dir",
    "logfile",    "log_file",    "container_name", "endpoint_name",
};

/* Words of a name that something was deployed under: what runs there is chosen elsewhere. */
static const char *const deployed_words[] = {
    "endpoint", "deployment", "service", "svc", "container", "cluster", "pod", "job", "release",
};

/* Files about models, not of them. */
static const char *const record_endings[] = {
    ".jsonl", ".csv", ".tsv",  ".log", ".png", ".jpg",     ".jpeg",
    ".svg",   ".gif", ".webp", ".pdf", ".md",  ".parquet", ".mp4",
};

/* Shell commands that only speak. */
static const char *const speaking_commands[] = { "echo", "printf", "logger", "write-host" };

/* Shell commands whose operands are folders: what is in them is named elsewhere. */
static const char *const folder_commands[] = { "cd", "pushd", "mkdir", "ls", "tree" };

/* Addresses that are read by people: a page about a model, not the model. */
static const char *const page_hosts[] = {
    "github.com/",
    "arxiv.org/",
    "doi.org/",
    "medium.com/",
    "huggingface.co/papers/",
    "huggingface.co/blog/",
    "huggingface.co/docs/",
    "youtube.com/",
    "youtu.be/",
    "wikipedia.org/",
    "twitter.com/",
    "x.com/",
    "ai.meta.com/blog",
    "ai.facebook.com/blog",
    "docs.",
    "readthedocs.io/",
    "stackoverflow.com/",
    "reddit.com/",
    "openreview.net/",
    "pypi.org/project/",
    "npmjs.com/package/",
    "shields.io/",
    "ollama.com/library/",
    "ollama.ai/library/",
    "llama.com/docs",
    "colab.research.google.com/",
};

static bool in_list(struct str word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (wildcard_match(str_from(list[i]), word, true))
            return true;
    }
    return false;
}

enum { CALLEE_MAX = 128, SENTENCE_MAX = 400 };

/* A callee, or what stands behind one of its separators. */
static bool callee_in(struct str callee, const char *const *list, size_t count)
{
    if (callee.len > CALLEE_MAX)
        callee = str_slice(callee, callee.len - CALLEE_MAX, callee.len);
    for (size_t i = 0; i < callee.len; i++) {
        if ((i == 0 || strchr(".:>", callee.ptr[i - 1])) &&
            in_list(str_slice(callee, i, callee.len), list, count))
            return true;
    }
    return false;
}

static struct str last_part(struct str path)
{
    struct str part = path;
    while (path.ptr) {
        struct str next = str_split(&path, '.');
        if (next.len > 0 && !str_is(next, "[]"))
            part = next;
    }
    while (str_ends(part, STR("[]")))
        part.len -= 2;
    return part;
}

/* The same name with '_' for '-', as in the lists above. */
static bool folded_in(struct str name, const char *const *list, size_t count)
{
    char folded[64];
    while (name.len > 0 && name.ptr[0] == '-')
        name = str_slice(name, 1, name.len);
    if (name.len == 0 || name.len > sizeof folded)
        return false;
    for (size_t i = 0; i < name.len; i++)
        folded[i] = name.ptr[i] == '-' ? '_' : name.ptr[i];
    return in_list((struct str){ folded, name.len }, list, count);
}

/* The argument's name, the option, or the key that holds the text. */
static bool name_in(const struct site *site, const char *const *list, size_t count)
{
    if (folded_in(site->flag, list, count))
        return true;
    return folded_in(site->argument, list, count) ||
           (site->roles & SITE_VALUE && folded_in(last_part(site->key), list, count));
}

/* The match stands in the address of a page: from "://" or "www." to it no blank or quote. */
static bool in_page_address(struct str text, size_t start)
{
    size_t from = start;
    while (from > 0 && !ascii_space(text.ptr[from - 1]) && !strchr("\"'()<>", text.ptr[from - 1]))
        from--;
    struct str address = str_slice(text, from, text.len);
    size_t scheme = str_find(str_slice(address, 0, start - from), STR("://"), 0);
    if (scheme == STR_NONE)
        return false;
    struct str rest = str_slice(address, scheme + 3, address.len);
    if (str_starts(rest, STR("www.")))
        rest = str_slice(rest, 4, rest.len);
    /* What is fetched and not read: archives, weights, raw files, clones. */
    static const char *const fetched[] = { "/resolve/", "/raw/",       "/releases/download/",
                                           ".gguf",     ".zip",        ".tar",
                                           ".bin",      ".safetensors" };
    size_t end = 0;
    while (end < rest.len && !ascii_space(rest.ptr[end]) && !strchr("\"'<>", rest.ptr[end]))
        end++;
    rest = str_slice(rest, 0, end);
    for (size_t i = 0; i < ARRAY_COUNT(fetched); i++) {
        if (str_find(rest, str_from(fetched[i]), 0) != STR_NONE)
            return false;
    }
    for (size_t i = 0; i < ARRAY_COUNT(page_hosts); i++) {
        if (str_starts(rest, str_from(page_hosts[i])))
            return true;
    }
    return false;
}

/* The match stands in the name of a file about a model. */
static bool in_record_name(struct str text, size_t start)
{
    size_t end = start;
    while (end < text.len && !ascii_space(text.ptr[end]) && !strchr("\"'`,;)", text.ptr[end]))
        end++;
    struct str name = str_slice(text, start, end);
    for (size_t i = 0; i < ARRAY_COUNT(record_endings); i++) {
        if (str_ends_icase(name, str_from(record_endings[i])))
            return true;
    }
    return false;
}

/* The match is a part of "llama-3-8b-endpoint": between two blanks, slashes or dots. */
static bool in_deployed_name(struct str text, size_t start)
{
    size_t from = start;
    while (from > 0 && (ascii_alnum(text.ptr[from - 1]) || text.ptr[from - 1] == '-'))
        from--;
    size_t end = start;
    while (end < text.len && (ascii_alnum(text.ptr[end]) || strchr("-._", text.ptr[end])))
        end++;
    struct str name = str_slice(text, from, end);
    while (name.ptr) {
        struct str part = str_split(&name, '-');
        struct str word = str_split(&part, '.'); /* "svc" of "llama3-svc.cluster.local" */
        if (in_list(word, deployed_words, ARRAY_COUNT(deployed_words)))
            return true;
    }
    return false;
}

/* What stands before the match on its line says that it is an example. */
static bool is_example(struct str text, size_t start)
{
    size_t from = start;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    struct str before = str_slice(text, from, start);
    return str_find(before, STR("e.g."), 0) != STR_NONE ||
           str_find(before, STR("for example"), 0) != STR_NONE;
}

/* A value below "datasets:" belongs to a data set, whatever its own key. */
static bool below_dataset(const struct site *site)
{
    struct str path = site->key;
    while (site->roles & SITE_VALUE && path.ptr) {
        struct str part = str_split(&path, '.');
        while (str_ends(part, STR("[]")))
            part.len -= 2;
        if (path.ptr && folded_in(part, dataset_names, ARRAY_COUNT(dataset_names)))
            return true;
    }
    return false;
}

/* A line of running text: words, and nothing that code, settings or commands are written with. */
static bool in_sentence(struct str text, size_t start)
{
    enum { WORDS_LEAST = 7 };
    size_t from = start;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    size_t to = str_find_char(text, '\n', start);
    struct str line = str_slice(text, from, to == STR_NONE ? text.len : to);
    unsigned words = 0;
    unsigned others = 0;
    for (size_t i = 0; i < line.len;) {
        size_t begin = i;
        bool plain = true;
        for (; i < line.len && line.ptr[i] != ' '; i++) {
            char c = line.ptr[i];
            if (strchr("{}=<>|$\\;[]\t", c) ||
                (i == begin && c == '-' && i + 1 < line.len && line.ptr[i + 1] != ' '))
                return false;
            plain &= !ascii_digit(c) && c != '/' && c != '_' && c != ':' && c != '@';
        }
        if (i > begin)
            *(plain ? &words : &others) += 1;
        i++;
    }
    return words >= WORDS_LEAST && words >= 3 * others;
}

static bool runs_one_of(const struct site *site, const char *const *programs, size_t count)
{
    struct str command = site->command;
    struct str program = str_split(&command, ' ');
    return program.len > 0 && in_list(program, programs, count);
}

/* What a shell only says, unless it writes a setting or a document with it. */
static bool only_spoken(const struct site *site, size_t start)
{
    if (!runs_one_of(site, speaking_commands, ARRAY_COUNT(speaking_commands)))
        return false;
    char before = start > 0 ? site->text.ptr[start - 1] : '\0';
    return !(before == '=' || before == '"' || str_starts(site->text, STR("{")) ||
             str_starts(site->text, STR("FROM ")));
}

/*
 * A sentence rather than a name or a command: it begins with a capital letter, has at least five
 * words, and three of them are small letters only.
 */
static bool reads_as_sentence(struct str text)
{
    enum { WORDS_MIN = 5, SMALL_MIN = 3 };
    while (text.len > 0 && ascii_space(text.ptr[0]))
        text = str_slice(text, 1, text.len);
    if (text.len == 0 || text.ptr[0] < 'A' || text.ptr[0] > 'Z' || str_starts(text, STR("FROM ")))
        return false;
    size_t words = 0;
    size_t small = 0;
    struct str rest = str_slice(text, 0, text.len < SENTENCE_MAX ? text.len : SENTENCE_MAX);
    while (rest.ptr) {
        struct str word = str_split(&rest, ' ');
        size_t letters = 0;
        while (letters < word.len && word.ptr[letters] >= 'a' && word.ptr[letters] <= 'z')
            letters++;
        words += word.len > 0;
        small += word.len > 0 && letters == word.len;
    }
    return words >= WORDS_MIN && small >= SMALL_MIN;
}

/* The categories of which a record of the past says nothing about the present. */
static bool recorded(enum category category)
{
    return category == CATEGORY_MODEL_REFERENCE || category == CATEGORY_DERIVED_MODEL ||
           category == CATEGORY_HOSTED_ENDPOINT || category == CATEGORY_SAFETY;
}

/* Categories of which the name alone is the finding. */
static bool selects_by_name(enum category category)
{
    return category == CATEGORY_MODEL_REFERENCE || category == CATEGORY_DERIVED_MODEL;
}

/* The line of the match is one name and nothing else, as in a list of models to load. */
static bool alone_on_line(struct str text, size_t start)
{
    size_t from = start;
    while (from > 0 && text.ptr[from - 1] != '\n')
        from--;
    size_t end = from;
    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r') {
        if (!ascii_alnum(text.ptr[end]) && !strchr("-_./:@", text.ptr[end]))
            return false;
        end++;
    }
    return end > from;
}

/*
 * Plain text that is no document is read by a program: chat tokens make it a prompt or training
 * data, a name alone on its line an entry of a list.
 */
static bool is_read(const struct rule *rule, const struct site *site, enum where where,
                    size_t start)
{
    if (where <= WHERE_DOCS || !site->language || strcmp(site->language, "text") != 0)
        return false;
    return rule->category == CATEGORY_PROMPT_FORMAT ||
           (where != WHERE_DATA && alone_on_line(site->text, start));
}

/* Why nothing has to change here; NULL when it has to. */
static const char *reason_for_mention(const struct rule *rule, const struct site *site,
                                      enum where where, size_t start)
{
    if (site->roles & SITE_COMMENT)
        return "a comment";
    if (site->dead)
        return "not live: commented out, or recorded output";
    if (site->roles & SITE_PROSE && !site->snippet && !is_read(rule, site, where, start))
        return "prose";
    if (in_page_address(site->text, start))
        return "the address of a page";
    if (callee_in(site->callee, speaking_callees, ARRAY_COUNT(speaking_callees)) &&
        !(site->roles & SITE_IDENTIFIER))
        return "a message for people";
    if (only_spoken(site, start))
        return "a message for people";
    if (runs_one_of(site, folder_commands, ARRAY_COUNT(folder_commands)))
        return "the name of a folder";
    if (recorded(rule->category) && site->roles & (SITE_STRING | SITE_VALUE) &&
        reads_as_sentence(site->text))
        return "a sentence";
    if (name_in(site, speaking_names, ARRAY_COUNT(speaking_names)))
        return "a text for people";
    if (name_in(site, dataset_names, ARRAY_COUNT(dataset_names)) ||
        callee_in(site->callee, dataset_callees, ARRAY_COUNT(dataset_callees)) ||
        (recorded(rule->category) && below_dataset(site)))
        return "a data set";
    if (name_in(site, product_names, ARRAY_COUNT(product_names)))
        return "the name of what is made here";
    if (selects_by_name(rule->category) && in_deployed_name(site->text, start))
        return "a name of one's own";
    if (selects_by_name(rule->category) && is_example(site->text, start))
        return "an example in a text";
    if (recorded(rule->category) && (where == WHERE_DATA || in_record_name(site->text, start)))
        return "recorded data";
    if (recorded(rule->category) && !site->snippet && in_sentence(site->text, start))
        return "a sentence";
    return NULL;
}

enum kind kind_decide(const struct rule *rule, const struct site *site, enum where where,
                      size_t start, const char **ret_reason)
{
    *ret_reason = NULL;
    if (rule->kind_forced || rule->kind != KIND_DEPENDENCY)
        return rule->kind;
    *ret_reason = reason_for_mention(rule, site, where, start);
    return *ret_reason ? KIND_MENTION : KIND_DEPENDENCY;
}
