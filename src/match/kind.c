#include "match/kind.h"

#include "match/pattern.h"

static bool in_list(struct str word, const struct strs *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (wildcard_match(list->items[i], word, true))
            return true;
    }
    return false;
}

enum { CALLEE_MAX = 128, SENTENCE_MAX = 400 };

/* A callee, or what stands behind one of its separators. */
static bool callee_in(struct str callee, const struct strs *list)
{
    if (callee.len > CALLEE_MAX)
        callee = str_slice(callee, callee.len - CALLEE_MAX, callee.len);
    for (size_t i = 0; i < callee.len; i++) {
        if ((i == 0 || strchr(".:>", callee.ptr[i - 1])) &&
            in_list(str_slice(callee, i, callee.len), list))
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

/* The same name with '_' for '-', as in the lists of words. */
static bool folded_in(struct str name, const struct strs *list)
{
    char folded[64];
    while (name.len > 0 && name.ptr[0] == '-')
        name = str_slice(name, 1, name.len);
    if (name.len == 0 || name.len > sizeof folded)
        return false;
    for (size_t i = 0; i < name.len; i++)
        folded[i] = name.ptr[i] == '-' ? '_' : name.ptr[i];
    return in_list((struct str){ folded, name.len }, list);
}

/* The argument's name, the option, or the key that holds the text. */
static bool name_in(const struct site *site, const struct strs *list)
{
    if (folded_in(site->flag, list))
        return true;
    return folded_in(site->argument, list) ||
           (site->roles & SITE_VALUE && folded_in(last_part(site->key), list));
}

/* The match stands in the address of a page: from "://" or "www." to it no blank or quote. */
static bool in_page_address(const struct words *words, const struct site *site, size_t start)
{
    struct str text = site->text;
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
    size_t end = 0;
    while (end < rest.len && !ascii_space(rest.ptr[end]) && !strchr("\"'<>", rest.ptr[end]))
        end++;
    rest = str_slice(rest, 0, end);
    for (size_t i = 0; i < words->fetched_parts.count; i++) {
        if (str_find(rest, words->fetched_parts.items[i], 0) != STR_NONE)
            return false;
    }
    if (name_in(site, &words->page_names))
        return true;
    for (size_t i = 0; i < words->page_hosts.count; i++) {
        if (str_starts(rest, words->page_hosts.items[i]))
            return true;
    }
    return false;
}

/* The match stands in the name of a file about a model. */
static bool in_record_name(const struct words *words, struct str text, size_t start)
{
    size_t end = start;
    while (end < text.len && !ascii_space(text.ptr[end]) && !strchr("\"'`,;)", text.ptr[end]))
        end++;
    struct str name = str_slice(text, start, end);
    for (size_t i = 0; i < words->record_endings.count; i++) {
        if (str_ends_icase(name, words->record_endings.items[i]))
            return true;
    }
    return false;
}

/* The match is a part of "llama-3-8b-endpoint": between two blanks, slashes or dots. */
static bool in_deployed_name(const struct words *words, struct str text, size_t start)
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
        if (in_list(word, &words->deployed_words))
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
static bool below_dataset(const struct words *words, const struct site *site)
{
    struct str path = site->key;
    while (site->roles & SITE_VALUE && path.ptr) {
        struct str part = str_split(&path, '.');
        while (str_ends(part, STR("[]")))
            part.len -= 2;
        if (path.ptr && folded_in(part, &words->dataset_names))
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

static bool runs_one_of(const struct site *site, const struct strs *programs)
{
    struct str command = site->command;
    struct str program = str_split(&command, ' ');
    return program.len > 0 && in_list(program, programs);
}

/* What a shell only says, unless it writes a setting or a document with it. */
static bool only_spoken(const struct words *words, const struct site *site, size_t start)
{
    if (!runs_one_of(site, &words->speaking_commands))
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

/* "- model: llama3" of a file that broke off before: a key, a value of one word. */
static bool is_setting(struct str line)
{
    size_t at = 0;
    while (at < line.len && (ascii_space(line.ptr[at]) || line.ptr[at] == '-'))
        at++;
    line = str_slice(line, at, line.len);
    size_t colon = str_find(line, STR(": "), 0);
    size_t blank = str_find_char(line, ' ', 0);
    if (colon != STR_NONE && blank == colon + 1)
        line = str_trim(str_slice(line, colon + 1, line.len));
    return line.len > 0 && str_find_char(line, ' ', 0) == STR_NONE;
}

/*
 * Plain text that is no document is read by a program: chat tokens make it a prompt or training
 * data, a name alone on its line an entry of a list.
 */
static bool is_read(const struct rule *rule, const struct site *site, enum where where,
                    size_t start)
{
    if (where <= WHERE_DOCS || !site->language)
        return false;
    if (strcmp(site->language, "yaml") == 0)
        return is_setting(site->text);
    if (strcmp(site->language, "text") != 0)
        return false;
    return rule->category == CATEGORY_PROMPT_FORMAT ||
           (where != WHERE_DATA && alone_on_line(site->text, start));
}

/* Why nothing has to change here; NULL when it has to. */
static const char *reason_for_mention(const struct words *words, const struct rule *rule,
                                      const struct site *site, enum where where, size_t start)
{
    if (site->roles & SITE_COMMENT)
        return "a comment";
    if (site->dead)
        return "not live: commented out, or recorded output";
    if (site->roles & SITE_PROSE && !site->snippet && !is_read(rule, site, where, start))
        return "prose";
    if (in_page_address(words, site, start))
        return "the address of a page";
    if (callee_in(site->callee, &words->speaking_callees) && !(site->roles & SITE_IDENTIFIER))
        return "a message for people";
    if (only_spoken(words, site, start))
        return "a message for people";
    if (runs_one_of(site, &words->folder_commands))
        return "the name of a folder";
    if (recorded(rule->category) && site->roles & (SITE_STRING | SITE_VALUE) &&
        reads_as_sentence(site->text))
        return "a sentence";
    if (name_in(site, &words->speaking_names))
        return "a text for people";
    if (name_in(site, &words->dataset_names) || callee_in(site->callee, &words->dataset_callees) ||
        (recorded(rule->category) && below_dataset(words, site)))
        return "a data set";
    if (name_in(site, &words->product_names) ||
        (site->roles & SITE_STRING && folded_in(last_part(site->key), &words->product_names)))
        return "the name of what is made here";
    if (selects_by_name(rule->category) && in_deployed_name(words, site->text, start))
        return "a name of one's own";
    if (selects_by_name(rule->category) && is_example(site->text, start))
        return "an example in a text";
    if (recorded(rule->category) &&
        (where == WHERE_DATA || in_record_name(words, site->text, start)))
        return "recorded data";
    if (recorded(rule->category) && !site->snippet && in_sentence(site->text, start))
        return "a sentence";
    return NULL;
}

enum kind kind_decide(const struct words *words, const struct rule *rule, const struct site *site,
                      enum where where, size_t start, const char **ret_reason)
{
    *ret_reason = NULL;
    if (rule->kind_forced || rule->kind != KIND_DEPENDENCY)
        return rule->kind;
    *ret_reason = reason_for_mention(words, rule, site, where, start);
    return *ret_reason ? KIND_MENTION : KIND_DEPENDENCY;
}
