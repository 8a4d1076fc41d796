#include "parse/guest/snippet.h"

#include "parse/guest/recorded.h"
#include "parse/lang.h"
#include "parse/lines.h"
#include "parse/mapped.h"

static struct str first_word(struct str text)
{
    size_t end = 0;
    while (end < text.len && !ascii_space(text.ptr[end]))
        end++;
    return str_slice(text, 0, end);
}

/* Programs that are a command whatever follows. */
static bool is_common_program(struct str word)
{
    static const char *const programs[] = {
        "apt",  "apt-get", "bash",           "brew",   "cargo",   "cd", "conda",  "cp",
        "curl", "docker",  "docker-compose", "export", "git",     "go", "helm",   "kubectl",
        "make", "mkdir",   "node",           "npm",    "npx",     "oc", "pip",    "pip3",
        "pnpm", "podman",  "poetry",         "python", "python3", "sh", "source", "sudo",
        "uv",   "uvx",     "wget",           "yarn",
    };
    return str_is_any(word, programs, ARRAY_COUNT(programs)) || str_starts(word, STR("./"));
}

static bool is_verb(struct str word)
{
    static const char *const verbs[] = {
        "add",      "build", "chat",  "clone",    "convert",  "cp",   "create",  "deploy",
        "download", "eval",  "exec",  "finetune", "generate", "get",  "install", "launch",
        "list",     "load",  "ls",    "model",    "models",   "ps",   "pull",    "push",
        "quantize", "rm",    "run",   "serve",    "server",   "show", "stack",   "start",
        "stop",     "test",  "train", "up",
    };
    return str_is_any(word, verbs, ARRAY_COUNT(verbs));
}

static bool is_program_name(struct str word)
{
    if (word.len == 0 ||
        !(word.ptr[0] == '.' || word.ptr[0] == '/' || (word.ptr[0] >= 'a' && word.ptr[0] <= 'z')))
        return false;
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_alnum(word.ptr[i]) && !strchr("_./-+", word.ptr[i]))
            return false;
    }
    return true;
}

/* MODEL=llama3 */
static bool is_assignment(struct str word)
{
    size_t at = 0;
    while (at < word.len && ((word.ptr[at] >= 'A' && word.ptr[at] <= 'Z') ||
                             ascii_digit(word.ptr[at]) || word.ptr[at] == '_'))
        at++;
    return at > 1 && at + 1 < word.len && word.ptr[at] == '=' && word.ptr[at + 1] != '=';
}

bool snippet_is_command(struct str text)
{
    enum { LOOK = 400 };
    text = str_trim(str_slice(text, 0, LOOK));
    if (str_starts(text, STR("$ ")))
        return true;
    struct str word = first_word(text);
    if (is_assignment(word))
        return true;
    if (!is_program_name(word) || word.len == text.len)
        return false;
    if (is_common_program(word))
        return true;
    struct str rest = str_trim(str_slice(text, word.len, text.len));
    struct str second = first_word(rest);
    if (is_verb(second) && second.len < rest.len)
        return true;
    while (rest.len > 0) {
        word = first_word(rest);
        if (word.len > 1 && word.ptr[0] == '-' && (ascii_alpha(word.ptr[1]) || word.ptr[1] == '-'))
            return true;
        rest = str_trim(str_slice(rest, word.len, rest.len));
    }
    return false;
}

/* ---- blocks ---- */

/* "python", "{.python}", "{python, echo=FALSE}", "language-bash", "yaml title=x" */
static struct str language_name(struct str info)
{
    info = str_trim(info);
    while (info.len > 0 && strchr("{. ", info.ptr[0]))
        info = str_slice(info, 1, info.len);
    size_t end = 0;
    while (end < info.len && !ascii_space(info.ptr[end]) && !strchr("{},:;(", info.ptr[end]))
        end++;
    info = str_slice(info, 0, end);
    if (str_starts(info, STR("language-")))
        info = str_slice(info, 9, info.len);
    return info;
}

/* "models:" or "kind: Pod": the name before the colon, and behind it nothing or one word. */
static bool is_setting(struct str line, bool any_value)
{
    size_t colon = str_find_char(line, ':', 0);
    if (colon == STR_NONE || colon == 0 || line.ptr[0] < 'a' || line.ptr[0] > 'z')
        return false;
    for (size_t i = 0; i < colon; i++) {
        if (!ascii_alnum(line.ptr[i]) && !strchr("_.-", line.ptr[i]))
            return false;
    }
    if (colon + 1 < line.len && line.ptr[colon + 1] != ' ')
        return false;
    struct str value = str_trim(str_slice(line, colon + 1, line.len));
    return any_value || str_find_char(value, ' ', 0) == STR_NONE;
}

/* Settings as YAML: every line that is not indented is a key, an item or a comment. */
static bool is_settings(struct str text)
{
    unsigned settings = 0;
    unsigned others = 0;
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        struct str line = lines_text(&lines);
        if (str_trim(line).len == 0 || line.ptr[0] == '#')
            continue;
        if (line.ptr[0] != ' ' && !str_starts(line, STR("- ")) && !is_setting(line, settings > 0))
            return false;
        settings += line.ptr[0] != ' ';
        others += line.ptr[0] == ' ';
    }
    return settings > 0 && settings + others > 1;
}

static const struct lang *guess_language(struct str text)
{
    struct lines lines = { .text = text };
    struct str line = { 0 };
    while (line.len == 0 && lines_next(&lines))
        line = str_trim(lines_text(&lines));
    const char *name = NULL;
    if (str_starts(line, STR("import ")) || str_starts(line, STR("from ")) ||
        str_starts(line, STR(">>> ")))
        name = "python";
    else if (str_starts(line, STR("FROM ")))
        name = "dockerfile";
    else if ((str_starts(line, STR("{")) || str_starts(line, STR("["))) &&
             str_find(text, STR("\":"), 0) != STR_NONE)
        name = "json";
    else if (str_starts(line, STR("#!")) || snippet_is_command(line))
        name = "bash";
    else if (str_starts(line, STR("#")) && lines_next(&lines) &&
             snippet_is_command(lines_text(&lines)))
        name = "bash"; /* a comment, then commands */
    else if (is_settings(text))
        name = "yaml";
    return name ? lang_by_name(str_from(name)) : NULL;
}

struct prompts {
    struct str first;
    struct str more;
};

static size_t prompt_len(const struct prompts *prompts, struct str line, bool continued)
{
    size_t blanks = skip_blanks(line, 0, line.len);
    struct str rest = str_slice(line, blanks, line.len);
    if (str_starts(rest, prompts->first))
        return blanks + prompts->first.len;
    if (continued && prompts->more.len > 0 && str_starts(rest, prompts->more))
        return blanks + prompts->more.len;
    return 0;
}

static bool has_prompts(const struct prompts *prompts, struct str text)
{
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        if (prompt_len(prompts, lines_text(&lines), false) > 0)
            return true;
    }
    return false;
}

static uint32_t origin_of(const struct site *host, size_t at)
{
    return host->origin ? host->origin[at] : host->at.start + (uint32_t)at;
}

static void add_output(struct parse *parse, const struct doc *doc, const struct site *host,
                       size_t from, size_t to)
{
    struct site line = *host;
    line.roles = SITE_PROSE;
    line.language = NULL;
    site_cut(&line, from, to);
    line.statement = line.at;
    line.snippet = line.dead = true;
    struct site *site = parse_site(parse, doc, NULL, SITE_PROSE);
    if (!site)
        return;
    line.language = site->language;
    line.position = -1;
    *site = line;
}

/* A session: what stands behind the prompts is code, the rest is what it printed. */
static void read_session(struct parse *parse, const struct doc *doc, const struct lang *lang,
                         const struct site *host, const struct prompts *prompts)
{
    struct mapped mapped = { .arena = parse->arena };
    struct lines lines = { .text = host->text };
    bool continued = false;
    bool escaped = false;
    while (lines_next(&lines)) {
        struct str line = lines_text(&lines);
        size_t skip = prompt_len(prompts, line, continued);
        continued = skip > 0;
        if (!continued && !escaped) {
            size_t end = trim_end(host->text, lines.from, lines.to);
            if (end > lines.from)
                add_output(parse, doc, host, lines.from, end);
            continue;
        }
        escaped = line.len > 0 && line.ptr[line.len - 1] == '\\';
        for (size_t i = lines.from + skip; i < lines.next; i++)
            mapped_byte(&mapped, host->text.ptr[i], origin_of(host, i));
    }
    const uint32_t *origin = mapped_origin(&mapped, host->at.end);
    parse_guest(parse, doc, lang, mapped_text(&mapped), origin, host->at.start, host);
}

/* Lines of output among what is to be run or copied; in plain text, all but the commands. */
static void read_recorded(struct parse *parse, const struct doc *doc, const struct lang *lang,
                          const struct site *host, bool plain)
{
    struct mapped mapped = { .arena = parse->arena };
    struct lines lines = { .text = host->text };
    while (lines_next(&lines)) {
        struct str line = lines_text(&lines);
        size_t end = trim_end(host->text, lines.from, lines.to);
        bool output = plain ? !snippet_is_command(line) : recorded_line(line);
        if (output && end > lines.from) {
            add_output(parse, doc, host, lines.from, end);
            continue;
        }
        for (size_t i = lines.from; i < lines.next; i++)
            mapped_byte(&mapped, host->text.ptr[i], origin_of(host, i));
    }
    const uint32_t *origin = mapped_origin(&mapped, host->at.end);
    parse_guest(parse, doc, lang, mapped_text(&mapped), origin, host->at.start, host);
}

void snippet_block(struct parse *parse, const struct doc *doc, const struct site *host,
                   struct str info)
{
    static const struct {
        const char *lang;
        const char *first;
        const char *more;
    } sessions[] = {
        { "bash", "$ ", "> " },
        { "powershell", "PS> ", "" },
        { "python", ">>> ", "... " },
    };
    struct site frame = *host;
    frame.snippet = true;
    struct str name = language_name(info);
    const struct lang *lang = name.len > 0 ? lang_by_name(name) : guess_language(frame.text);
    for (size_t i = 0; lang && i < ARRAY_COUNT(sessions); i++) {
        struct prompts prompts = { str_from(sessions[i].first), str_from(sessions[i].more) };
        if (str_is(str_from(lang->name), sessions[i].lang) && has_prompts(&prompts, frame.text)) {
            read_session(parse, doc, lang, &frame, &prompts);
            return;
        }
    }
    bool plain = !lang || str_is(str_from(lang->name), "text");
    frame.dead = frame.dead || recorded_by_name(name) ||
                 (lang && str_is(str_from(lang->name), "json") && recorded_reply(frame.text));
    if ((plain || str_is(str_from(lang->name), "bash")) && recorded_block(frame.text))
        read_recorded(parse, doc, lang, &frame, plain);
    else
        parse_guest(parse, doc, lang, frame.text, frame.origin, frame.at.start, &frame);
}

/* ---- spans ---- */

void snippet_spans(struct parse *parse, const struct doc *doc, size_t from, size_t to)
{
    struct str text = str_slice(doc->text, 0, to);
    const struct lang *shell = lang_by_name(STR("bash"));
    for (size_t at = from; (at = str_find_char(text, '`', at)) != STR_NONE;) {
        size_t open = at;
        while (at < to && text.ptr[at] == '`')
            at++;
        struct str fence = str_slice(text, open, at);
        size_t close = str_find(text, fence, at);
        if (close == STR_NONE)
            continue;
        struct str span = str_slice(text, at, close);
        if (snippet_is_command(span)) {
            struct site host = { .snippet = true };
            site_set_raw(&host, doc, at + (str_starts(span, STR("$ ")) ? 2 : 0), close);
            host.statement = host.at;
            parse_guest(parse, doc, shell, host.text, host.origin, host.at.start, &host);
        }
        at = close + fence.len;
    }
}
