#include "parse/guest/command.h"

#include "parse/lang.h"
#include "parse/mapped.h"
#include "parse/package.h"
#include "parse/value.h"

/* How the words of a command are counted. A program that is not named here has one subcommand if a
 * bare lower-case word follows it. */
struct program {
    const char *name;
    unsigned subcommands; /* words that may belong to the command's name */
};

static const struct program programs[] = {
    { ".", 0 },      { "[", 0 },           { "awk", 0 },      { "aws", 2 },
    { "az", 3 },     { "bash", 0 },        { "cat", 0 },      { "cd", 0 },
    { "chmod", 0 },  { "chown", 0 },       { "cmake", 0 },    { "cp", 0 },
    { "curl", 0 },   { "deepspeed", 0 },   { "diff", 0 },     { "du", 0 },
    { "echo", 0 },   { "egrep", 0 },       { "exit", 0 },     { "export", 0 },
    { "false", 0 },  { "find", 0 },        { "firectl", 2 },  { "gcloud", 4 },
    { "grep", 0 },   { "head", 0 },        { "ibmcloud", 3 }, { "jq", 0 },
    { "kill", 0 },   { "less", 0 },        { "ln", 0 },       { "litellm", 0 },
    { "llama", 2 },  { "llama-cli", 0 },   { "ls", 0 },       { "make", 0 },
    { "mkdir", 0 },  { "mv", 0 },          { "node", 0 },     { "nvidia-smi", 0 },
    { "oci", 3 },    { "optimum-cli", 2 }, { "perl", 0 },     { "printf", 0 },
    { "pwd", 0 },    { "read", 0 },        { "rm", 0 },       { "rsync", 0 },
    { "ruby", 0 },   { "scp", 0 },         { "sed", 0 },      { "set", 0 },
    { "sh", 0 },     { "sleep", 0 },       { "snow", 2 },     { "sort", 0 },
    { "source", 0 }, { "ssh", 0 },         { "tail", 0 },     { "tar", 0 },
    { "tee", 0 },    { "test", 0 },        { "together", 2 }, { "torchrun", 0 },
    { "touch", 0 },  { "tr", 0 },          { "true", 0 },     { "unset", 0 },
    { "unzip", 0 },  { "wget", 0 },        { "which", 0 },    { "yes", 0 },
    { "zsh", 0 },
};

/* First words after which a second one belongs to the command: "docker compose up". */
static const char *const deeper[] = {
    "buildx", "compose", "container", "image", "model", "pip", "tool", "volume", NULL,
};

/* Commands in front of another one, with the options that take a value and the operands to skip. */
static const struct {
    const char *command;
    const char *valued; /* " -u -g " */
    unsigned operands;
} wrappers[] = {
    { "bundle exec", "", 0 },
    { "command", "", 0 },
    { "conda run", " -n -p --name --prefix ", 0 },
    { "doas", " -u ", 0 },
    { "docker compose exec", " -u -w -e --env --user --workdir --index ", 1 },
    { "docker compose run", " -u -w -e -v -p --env --user --workdir --name --volume ", 1 },
    { "docker exec", " -u -w -e --env --env-file --user --workdir ", 1 },
    { "docker-compose exec", " -u -w -e --env --user --workdir --index ", 1 },
    { "docker-compose run", " -u -w -e -v -p --env --user --workdir --name --volume ", 1 },
    { "dumb-init", "", 0 },
    { "env", " -u -C ", 0 },
    { "exec", " -a ", 0 },
    { "hatch run", " -e ", 0 },
    { "mamba run", " -n -p ", 0 },
    { "nice", " -n ", 0 },
    { "nohup", "", 0 },
    { "npm exec", " -p --package ", 0 },
    { "npx", " -p --package ", 0 },
    { "bunx", "", 0 },
    { "numactl", "", 0 },
    { "pdm run", "", 0 },
    { "pipenv run", "", 0 },
    { "pipx run", " --spec ", 0 },
    { "pixi run", " -e ", 0 },
    { "pnpm dlx", "", 0 },
    { "pnpm exec", "", 0 },
    { "podman exec", " -u -w -e --env --user --workdir ", 1 },
    { "poetry run", "", 0 },
    { "rye run", "", 0 },
    { "setsid", "", 0 },
    { "stdbuf", "", 0 },
    { "sudo", " -u -g -C ", 0 },
    { "time", "", 0 },
    { "timeout", " -k -s ", 1 },
    { "tini", "", 0 },
    { "uv run", " --with --python -p --extra --group --env-file --directory --project ", 0 },
    { "uvx", " --from --with --python -p ", 0 },
    { "xargs", " -n -I -P -L -d ", 0 },
    { "yarn dlx", "", 0 },
    { "yarn run", "", 0 },
};

/* Commands whose operands are packages. */
static const struct {
    const char *command;
    const char *ecosystem;
    bool first; /* the first operand only; a command may follow */
} installers[] = {
    { "apk add", "apk", false },
    { "apt install", "deb", false },
    { "apt-get install", "deb", false },
    { "brew install", "brew", false },
    { "bun add", "npm", false },
    { "cargo add", "cargo", false },
    { "cargo install", "cargo", false },
    { "composer require", "composer", false },
    { "conda install", "conda", false },
    { "docker pull", "docker", true },
    { "docker run", "docker", true },
    { "gem install", "rubygems", false },
    { "go get", "go", false },
    { "go install", "go", false },
    { "mamba install", "conda", false },
    { "npm add", "npm", false },
    { "npm i", "npm", false },
    { "npm install", "npm", false },
    { "pdm add", "pypi", false },
    { "pip install", "pypi", false },
    { "pip3 install", "pypi", false },
    { "pipenv install", "pypi", false },
    { "pipx install", "pypi", false },
    { "pnpm add", "npm", false },
    { "pnpm i", "npm", false },
    { "pnpm install", "npm", false },
    { "podman pull", "docker", true },
    { "podman run", "docker", true },
    { "poetry add", "pypi", false },
    { "python -m pip install", "pypi", false },
    { "python3 -m pip install", "pypi", false },
    { "uv add", "pypi", false },
    { "uv pip install", "pypi", false },
    { "uv tool install", "pypi", false },
    { "yarn add", "npm", false },
};

/* Options without a value: the word behind them is an operand. Where it matters, not all there are.
 */
static const char *const switches[] = {
    "-D",
    "-E",
    "-U",
    "-d",
    "-dit",
    "-f",
    "-g",
    "-h",
    "-i",
    "-it",
    "-itd",
    "-l",
    "-q",
    "-qq",
    "-s",
    "-t",
    "-ti",
    "-v",
    "-vv",
    "-x",
    "-y",
    "--all",
    "--bf16",
    "--break-system-packages",
    "--chat",
    "--conversation",
    "--cpu",
    "--debug",
    "--detach",
    "--dev",
    "--disable-log-requests",
    "--do_train",
    "--dry-run",
    "--editable",
    "--enable-auto-tool-choice",
    "--enable-lora",
    "--enable-prefix-caching",
    "--enforce-eager",
    "--exact",
    "--flash-attn",
    "--force",
    "--fp16",
    "--global",
    "--help",
    "--insecure",
    "--interactive",
    "--json",
    "--keep",
    "--load-in-4bit",
    "--load-in-8bit",
    "--load-8bit",
    "--multiline-input",
    "--no-build-isolation",
    "--no-cache",
    "--no-cache-dir",
    "--no-deps",
    "--no-install-recommends",
    "--nowordwrap",
    "--pre",
    "--privileged",
    "--quiet",
    "--rm",
    "--save",
    "--save-dev",
    "--stream",
    "--system",
    "--trust-remote-code",
    "--trust_remote_code",
    "--tty",
    "--upgrade",
    "--user",
    "--verbose",
    "--wait",
    "--yes",
    NULL,
};

/* Where such an option has a value all the same. */
static const struct {
    const char *program;
    const char *subcommand;
    const char *valued; /* " -t -f " */
} exceptions[] = {
    { "docker", " build", " -f -t " },       { "podman", " build", " -f -t " },
    { "buildah", " build", " -f -t " },      { "docker", " run", " -h -l -v " },
    { "podman", " run", " -h -l -v " },      { "docker", " create", " -h -l -v " },
    { "docker-compose", " run", " -l -v " },
};

/* Programs that run the text behind -c (or -e, -lc) as code. */
static const struct {
    const char *program;
    const char *option;
    const char *lang;
} interpreters[] = {
    { "bash", "c", "bash" }, { "dash", "c", "bash" },     { "node", "e", "javascript" },
    { "ksh", "c", "bash" },  { "python", "c", "python" }, { "python3", "c", "python" },
    { "ruby", "e", "ruby" }, { "sh", "c", "bash" },       { "zsh", "c", "bash" },
};

struct line {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    const struct site *words;
    size_t count;
    size_t at;          /* the next word */
    struct str program; /* its last part: "python3" */
    struct str command;
};

static bool is_listed(const char *const *list, struct str word)
{
    for (; *list; list++) {
        if (str_is(word, *list))
            return true;
    }
    return false;
}

/* True when " word " stands in the list. */
static bool is_in(const char *list, struct str word)
{
    struct str all = str_from(list);
    for (size_t at = 0; (at = str_find(all, word, at)) != STR_NONE; at++) {
        if (at > 0 && all.ptr[at - 1] == ' ' && all.ptr[at + word.len] == ' ')
            return true;
    }
    return false;
}

static struct str base_name(struct str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/' && path.ptr[from - 1] != '\\')
        from--;
    return str_slice(path, from, path.len);
}

/* The length of NAME in NAME=value, 0 when the word is none. */
static size_t assigned_name(struct str word)
{
    size_t len = 0;
    while (len < word.len && (ascii_alnum(word.ptr[len]) || strchr("_.-[]", word.ptr[len])) &&
           word.ptr[len] != '\0')
        len++;
    bool name = len > 0 && len < word.len && word.ptr[len] == '=' &&
                (ascii_alpha(word.ptr[0]) || word.ptr[0] == '_') &&
                !(len + 1 < word.len && word.ptr[len + 1] == '=');
    return name ? len : 0;
}

static struct str join(struct line *line, struct str command, struct str word)
{
    if (command.len == 0)
        return word;
    return arena_printf(line->parse->arena, "%.*s %.*s", STR_ARG(command), STR_ARG(word));
}

static void add_site(struct line *line, const struct site *word, unsigned roles, struct str flag)
{
    struct site site = *word;
    site.roles |= roles;
    site.command = line->command;
    site.flag = flag;
    value_add(line->parse, line->doc, line->lang, &site);
}

/* NAME=value: the name is a key, the value a value. */
static void add_assignment(struct line *line, const struct site *word, size_t name_len,
                           struct str flag)
{
    struct site name = *word;
    site_cut(&name, 0, name_len);
    name.key = name.text;
    name.roles = 0;
    name.dynamic = name.partial = false;
    add_site(line, &name, SITE_KEY | SITE_COMMAND_WORD, flag);
    struct site value = *word;
    site_cut(&value, name_len + 1, value.text.len);
    value.key = name.text;
    if (value.text.len > 0)
        add_site(line, &value, SITE_VALUE | SITE_COMMAND_WORD, flag);
}

static void add_operand(struct line *line, const struct site *word, struct str flag)
{
    size_t name_len = assigned_name(word->text);
    if (name_len > 0)
        add_assignment(line, word, name_len, flag);
    else
        add_site(line, word, SITE_COMMAND_WORD, flag);
}

static bool is_flag(struct str word)
{
    return word.len > 1 && word.ptr[0] == '-' && !ascii_digit(word.ptr[1]) && word.ptr[1] != '.';
}

/* --flag=value: adds both. False when there is no value in the word. */
static bool add_joined_flag(struct line *line, const struct site *word)
{
    size_t equals = str_find_char(word->text, '=', 0);
    if (equals == STR_NONE)
        return false;
    struct site name = *word;
    site_cut(&name, 0, equals);
    struct site value = *word;
    site_cut(&value, equals + 1, value.text.len);
    name.dynamic = name.partial = false;
    name.roles = 0;
    name.variable = (struct str){ 0 };
    add_site(line, &name, SITE_COMMAND_WORD, (struct str){ 0 });
    if (value.text.len > 0)
        add_operand(line, &value, name.text);
    return true;
}

/* An option without a value. */
static bool is_switch(const struct line *line, struct str flag)
{
    if (!is_listed(switches, flag))
        return false;
    for (size_t i = 0; i < ARRAY_COUNT(exceptions); i++) {
        if (str_is(line->program, exceptions[i].program) &&
            str_ends(line->command, str_from(exceptions[i].subcommand)) &&
            is_in(exceptions[i].valued, flag))
            return false;
    }
    return true;
}

static const char *code_language(const struct line *line, struct str flag)
{
    for (size_t i = 0; i < ARRAY_COUNT(interpreters); i++) {
        /* -c, -lc, -euxc */
        if (str_is(line->program, interpreters[i].program) && flag.len >= 2 && flag.ptr[0] == '-' &&
            flag.ptr[1] != '-' && flag.ptr[flag.len - 1] == interpreters[i].option[0])
            return interpreters[i].lang;
    }
    return NULL;
}

static void add_code(struct line *line, const struct site *word, const char *language)
{
    parse_guest(line->parse, line->doc, lang_by_name(str_from(language)), word->text, word->origin,
                word->at.start, word);
}

static unsigned subcommand_limit(struct str program)
{
    for (size_t i = 0; i < ARRAY_COUNT(programs); i++) {
        if (str_is(program, programs[i].name))
            return programs[i].subcommands;
    }
    return 1;
}

static bool looks_like_subcommand(const struct site *word)
{
    struct str text = word->text;
    if (word->dynamic || text.len == 0 || text.len > 30 || !ascii_alpha(text.ptr[0]))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!(text.ptr[i] >= 'a' && text.ptr[i] <= 'z') && text.ptr[i] != '-' && text.ptr[i] != '_')
            return false;
    }
    return true;
}

static bool is_python(struct str program)
{
    return str_starts(program, STR("python")) || str_is(program, "py");
}

/* The program with the words that say what it shall do; adds their sites. */
static void take_command(struct line *line)
{
    const struct site *word = &line->words[line->at];
    line->command = (struct str){ 0 };
    line->program = (struct str){ 0 };
    if (is_flag(word->text) || word->dynamic)
        return; /* arguments of an image's own entry point, or nobody knows */
    line->program = base_name(word->text);
    line->command = line->program;
    size_t first = line->at++;
    if (is_python(line->program) && line->at + 1 < line->count &&
        str_is(line->words[line->at].text, "-m")) {
        line->command =
            join(line, join(line, line->command, STR("-m")), line->words[line->at + 1].text);
        line->program = line->words[line->at + 1].text;
        line->at += 2;
    } else if (is_python(line->program) && line->at < line->count &&
               str_ends(line->words[line->at].text, STR(".py"))) {
        line->command = join(line, line->command, base_name(line->words[line->at].text));
        line->at++;
    }
    unsigned limit = subcommand_limit(line->program);
    for (unsigned i = 0; i < limit && line->at < line->count; i++) {
        if (!looks_like_subcommand(&line->words[line->at]))
            break;
        struct str text = line->words[line->at++].text;
        line->command = join(line, line->command, text);
        if (i == 0 && limit == 1 && is_listed(deeper, text))
            limit = 2;
    }
    for (size_t i = first; i < line->at; i++)
        add_site(line, &line->words[i], SITE_COMMAND_WORD, (struct str){ 0 });
}

/* Passes over the options and operands of a wrapper; true when the command was one. */
static bool skip_wrapper(struct line *line)
{
    for (size_t i = 0; i < ARRAY_COUNT(wrappers); i++) {
        if (!str_is(line->command, wrappers[i].command))
            continue;
        unsigned operands = wrappers[i].operands;
        while (line->at < line->count) {
            const struct site *word = &line->words[line->at];
            size_t name_len = assigned_name(word->text);
            struct str flag = { 0 };
            if (is_flag(word->text)) {
                line->at++;
                if (add_joined_flag(line, word))
                    continue;
                add_site(line, word, SITE_COMMAND_WORD, flag);
                if (!is_in(wrappers[i].valued, word->text) || line->at == line->count)
                    continue;
                flag = word->text;
                word = &line->words[line->at];
                name_len = 1;
            }
            if (name_len == 0 && operands == 0)
                break;
            operands -= name_len == 0;
            line->at++;
            add_operand(line, word, flag);
        }
        return true;
    }
    return false;
}

static bool find_installer(const struct line *line, struct str *ret_ecosystem, bool *ret_first)
{
    for (size_t i = 0; i < ARRAY_COUNT(installers); i++) {
        if (str_is(line->command, installers[i].command)) {
            *ret_ecosystem = str_from(installers[i].ecosystem);
            *ret_first = installers[i].first;
            return true;
        }
    }
    return false;
}

/* The options and operands behind the command. */
static void take_arguments(struct line *line)
{
    struct str ecosystem = { 0 };
    bool first = false;
    bool packages = find_installer(line, &ecosystem, &first);
    struct str flag = { 0 };
    bool flags = true;
    while (line->at < line->count) {
        const struct site *word = &line->words[line->at++];
        if (flags && str_is(word->text, "--")) {
            flags = false;
            flag = (struct str){ 0 };
            if (str_is(line->command, "kubectl exec") || str_is(line->command, "oc exec"))
                return; /* a command follows */
            continue;
        }
        bool known = !word->dynamic || str_find_char(word->text, '=', 0) != STR_NONE;
        if (flags && is_flag(word->text) && known) {
            flag = (struct str){ 0 };
            if (add_joined_flag(line, word))
                continue;
            struct site option = *word;
            option.roles = 0;
            add_site(line, &option, SITE_COMMAND_WORD, flag);
            if (!is_switch(line, word->text))
                flag = word->text;
            continue;
        }
        const char *code = code_language(line, flag);
        if (code && !word->dynamic) {
            add_code(line, word, code);
        } else if (flag.len == 0 && packages) {
            struct site package = *word;
            /* An image of one's own is a package, and no word to look for models in. */
            if (!first || str_find_char(word->text, '/', 0) != STR_NONE)
                add_site(line, word, SITE_COMMAND_WORD, flag);
            package.command = line->command;
            package_add_spec(line->parse, line->doc, line->lang, &package, ecosystem, false);
            if (first) {
                bool more = line->at < line->count && !is_flag(line->words[line->at].text);
                if (more)
                    return; /* the command to run in the image */
                packages = false;
            }
        } else {
            add_operand(line, word, flag);
        }
        flag = (struct str){ 0 };
    }
}

void command_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 const struct site *words, size_t count)
{
    struct line line = {
        .parse = parse,
        .doc = doc,
        .lang = lang,
        .words = words,
        .count = count,
    };
    while (line.at < count) {
        size_t name_len = assigned_name(words[line.at].text);
        if (name_len > 0) {
            line.command = (struct str){ 0 };
            add_assignment(&line, &words[line.at++], name_len, (struct str){ 0 });
            continue;
        }
        take_command(&line);
        if (!skip_wrapper(&line))
            take_arguments(&line);
    }
}
