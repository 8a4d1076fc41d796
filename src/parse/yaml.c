#include "parse/guest/code.h"
#include "parse/guest/command.h"
#include "parse/lang.h"
#include "parse/mapped.h"
#include "parse/grammar_name.h"
#include "parse/package.h"
#include "parse/readers.h"
#include "parse/value.h"
#include "parse/yaml_comment.h"
#include "parse/yaml_template.h"
#include "parse/yaml_text.h"
#include "parse/yaml_tree.h"

/* Pairs of a mapping in which a sibling is looked for. */
enum { SIBLINGS = 64 };

struct yaml {
    struct parse *parse;
    const struct doc *doc;
    const struct lang *lang;
    struct yaml_tree tree;
};

/* Where an item stands: what its sites have in common. */
struct place {
    struct str key;
    struct extent statement;
    struct extent record;
};

static const struct yaml_item *item_at(const struct yaml *yaml, uint32_t index)
{
    return &yaml->tree.items[index];
}

static struct extent file_extent(const struct yaml *yaml, size_t from, size_t to)
{
    return (struct extent){ doc_origin(yaml->doc, from), doc_origin(yaml->doc, to) };
}

static struct str raw_text(const struct yaml *yaml, uint32_t index)
{
    const struct yaml_item *item = item_at(yaml, index);
    return str_slice(yaml->doc->text, item->start, item->end);
}

static struct site scalar_site(const struct yaml *yaml, uint32_t index, unsigned roles,
                               const struct place *place)
{
    struct site site = { .roles = roles,
                         .language = yaml->lang->name,
                         .key = place->key,
                         .statement = place->statement,
                         .record = place->record };
    yaml_set_text(&site, yaml->doc, item_at(yaml, index), yaml->parse->arena);
    return site;
}

static bool is_kind(const struct yaml *yaml, uint32_t index, enum yaml_item_kind kind)
{
    return index != 0 && item_at(yaml, index)->kind == kind;
}

/* The value of a key among the first pairs of a mapping, or 0. */
static uint32_t find_value(const struct yaml *yaml, uint32_t mapping, const char *name)
{
    uint32_t key = item_at(yaml, mapping)->first;
    for (unsigned i = 0; key && i < SIBLINGS; i++) {
        uint32_t value = item_at(yaml, key)->next;
        if (!value)
            return 0;
        if (str_is(raw_text(yaml, key), name))
            return value;
        key = item_at(yaml, value)->next;
    }
    return 0;
}

/* ---- code in scalars ---- */

static bool holds_commands(struct str name)
{
    static const char *const names[] = {
        "after_script",
        "args",
        "bash",
        "before_install",
        "before_script",
        "cmd",
        "command",
        "commands",
        "entrypoint",
        "inlineScript",
        "install",
        "onCreateCommand",
        "postCreateCommand",
        "postStartCommand",
        "run",
        "script",
        "shell",
        "startCommand",
        "win_command",
    };
    return str_is_any(name, names, ARRAY_COUNT(names));
}

/* The language of a script that its mapping names beside it. */
static const struct lang *script_language(const struct yaml *yaml, uint32_t mapping,
                                          struct str name)
{
    uint32_t uses = find_value(yaml, mapping, "uses");
    if (str_is(name, "script") && uses == 0) {
        /* `script` stands in `with`, `uses` beside that: told by what it calls. */
        uint32_t script = find_value(yaml, mapping, "script");
        struct str text = script ? raw_text(yaml, script) : (struct str){ 0 };
        if (str_find(text, STR("await github."), 0) != STR_NONE ||
            str_find(text, STR("core.setOutput("), 0) != STR_NONE)
            return lang_by_name(STR("javascript"));
    }
    uint32_t shell = str_is(name, "run") ? find_value(yaml, mapping, "shell") : 0;
    if (shell) {
        struct str program = str_trim(raw_text(yaml, shell));
        size_t space = str_find_char(program, ' ', 0);
        const struct lang *lang = lang_by_name(str_slice(program, 0, space));
        if (lang)
            return lang;
    }
    return lang_by_name(STR("bash"));
}

/* A file inside the file: data of a ConfigMap, or text that begins with #!. */
static const struct lang *file_language(const struct yaml *yaml, struct str name,
                                        const struct site *value, uint32_t index)
{
    if (item_at(yaml, index)->style != YAML_STYLE_BLOCK)
        return NULL;
    bool dotted = str_find_char(name, '.', 0) != STR_NONE;
    struct doc file = { .path = dotted ? name : (struct str){ "", 0 }, .text = value->text };
    const struct lang *lang = lang_of_doc(&file);
    return lang && !str_is(str_from(lang->name), "text") ? lang : NULL;
}

/* ---- values ---- */

/* !Ref Model, !ImportValue x: known only where it is deployed. */
static bool is_lookup_tag(struct str tag)
{
    static const char *const tags[] = { "!Ref",     "!GetAtt", "!ImportValue", "!FindInMap",
                                        "!env",     "!ENV",    "!secret",      "!reference",
                                        "!env_var", "!vault",  "!Env" };
    return str_is_any(tag, tags, ARRAY_COUNT(tags));
}

static void add_lookup(struct yaml *yaml, uint32_t index, struct site *site)
{
    const struct yaml_item *item = item_at(yaml, index);
    site->variable = site->text;
    site_set_raw(site, yaml->doc, item->tag_start, item->end);
    site->dynamic = true;
    site_add(yaml->parse, yaml->doc, yaml->lang, site);
}

/* The length of NAME in an item "NAME=value" or "NAME" of a list of variables; else 0. */
static size_t variable_name(struct str text)
{
    size_t len = 0;
    while (len < text.len && (ascii_alnum(text.ptr[len]) || text.ptr[len] == '_'))
        len++;
    bool named = len > 0 && !ascii_digit(text.ptr[0]);
    return named && (len == text.len || text.ptr[len] == '=') ? len : 0;
}

static bool lists_variables(struct str list)
{
    static const char *const endings[] = { "environment[]", "env[]",        "envs[]",
                                           "build.args[]",  "build_args[]", "build-args[]",
                                           "variables[]" };
    for (size_t i = 0; i < ARRAY_COUNT(endings); i++) {
        if (str_ends_icase(list, str_from(endings[i])))
            return true;
    }
    return false;
}

/* `- MODEL=llama3` is MODEL: llama3, `- MODEL` takes it from outside. */
static void add_variable(struct yaml *yaml, struct site *site, size_t name_len)
{
    struct str list = str_slice(site->key, 0, site->key.len - 2);
    struct site name = *site;
    site_cut(&name, 0, name_len);
    name.key = name_join(list, name.text, yaml->parse->arena);
    name.roles = SITE_KEY;
    struct site value = *site;
    value.key = name.key;
    if (name_len == site->text.len) {
        value.dynamic = true;
        value.variable = name.text;
        site_add(yaml->parse, yaml->doc, yaml->lang, &value);
        return;
    }
    site_add(yaml->parse, yaml->doc, yaml->lang, &name);
    site_cut(&value, name_len + 1, value.text.len);
    if (value.text.len > 0)
        value_add(yaml->parse, yaml->doc, yaml->lang, &value);
}

static void add_value(struct yaml *yaml, uint32_t index, const struct place *place)
{
    struct site site = scalar_site(yaml, index, SITE_VALUE, place);
    struct str tag = item_at(yaml, index)->tag;
    if (is_lookup_tag(tag)) {
        add_lookup(yaml, index, &site);
        return;
    }
    bool item = str_ends(place->key, STR("[]"));
    size_t name_len = item ? variable_name(site.text) : 0;
    bool assigned = name_len > 0 && name_len < site.text.len && site.text.ptr[0] >= 'A' &&
                    site.text.ptr[0] <= 'Z';
    if (name_len > 0 && (assigned || lists_variables(place->key))) {
        add_variable(yaml, &site, name_len);
        return;
    }
    if (site.text.len > 0)
        value_add(yaml->parse, yaml->doc, yaml->lang, &site);
}

static void add_item(struct yaml *yaml, uint32_t index, const struct place *place);

/* ---- commands as lists ---- */

static void collect_words(struct yaml *yaml, uint32_t list, const struct place *place,
                          struct sites *words)
{
    for (uint32_t i = item_at(yaml, list)->first; i; i = item_at(yaml, i)->next) {
        if (!is_kind(yaml, i, YAML_ITEM_SCALAR))
            continue;
        const struct yaml_item *item = item_at(yaml, i);
        struct place own = { .key = name_join(place->key, STR("[]"), yaml->parse->arena),
                             .statement = file_extent(yaml, item->start, item->end),
                             .record = place->record };
        struct site word = scalar_site(yaml, i, SITE_VALUE, &own);
        vec_push(yaml->parse->arena, words, word);
    }
}

static bool is_list_of_scalars(const struct yaml *yaml, uint32_t list)
{
    for (uint32_t i = item_at(yaml, list)->first; i; i = item_at(yaml, i)->next) {
        if (item_at(yaml, i)->kind != YAML_ITEM_SCALAR)
            return false;
    }
    return true;
}

/* True when every item is a command of its own: a script, not the words of one command. */
static bool is_script(const struct yaml *yaml, struct str name, uint32_t list)
{
    static const char *const names[] = { "after_script", "before_install", "before_script",
                                         "commands",     "install",        "run",
                                         "script" };
    if (str_is_any(name, names, ARRAY_COUNT(names)))
        return true;
    /* command: ["ollama pull llama3"] */
    uint32_t first = item_at(yaml, list)->first;
    return first && !item_at(yaml, first)->next &&
           str_find_char(str_trim(raw_text(yaml, first)), ' ', 0) != STR_NONE &&
           raw_text(yaml, first).ptr[0] != '-';
}

static void add_commands(struct yaml *yaml, uint32_t list, const struct place *place)
{
    for (uint32_t i = item_at(yaml, list)->first; i; i = item_at(yaml, i)->next) {
        const struct yaml_item *item = item_at(yaml, i);
        struct place own = { .key = name_join(place->key, STR("[]"), yaml->parse->arena),
                             .statement = file_extent(yaml, item->start, item->end),
                             .record = place->record };
        struct site host = scalar_site(yaml, i, SITE_VALUE, &own);
        shell_guest(yaml->parse, yaml->doc, &host);
    }
}

/* command: and args: of a container are one command line. */
static void add_command_list(struct yaml *yaml, uint32_t mapping, struct str name, uint32_t list,
                             const struct place *place)
{
    uint32_t command = find_value(yaml, mapping, "command");
    uint32_t args = find_value(yaml, mapping, "args");
    bool joined = is_kind(yaml, command, YAML_ITEM_SEQUENCE) &&
                  is_kind(yaml, args, YAML_ITEM_SEQUENCE) && is_list_of_scalars(yaml, command) &&
                  is_list_of_scalars(yaml, args);
    struct sites words = { 0 };
    if (joined && list == command) {
        struct place behind = *place;
        behind.key = arena_printf(yaml->parse->arena, "%.*sargs", (int)(place->key.len - name.len),
                                  place->key.ptr);
        collect_words(yaml, command, place, &words);
        collect_words(yaml, args, &behind, &words);
    } else if (!joined || list != args) {
        collect_words(yaml, list, place, &words);
    }
    command_add(yaml->parse, yaml->doc, yaml->lang, words.items, words.count);
}

/* ---- pairs ---- */

static void add_image(struct yaml *yaml, uint32_t mapping, struct str name, uint32_t value,
                      const struct place *place)
{
    bool image = str_is(name, "image") || str_ends(name, STR("Image"));
    bool repository = str_is(name, "repository");
    if (!image && !repository)
        return;
    struct site site = scalar_site(yaml, value, SITE_VALUE, place);
    if (image) {
        package_add_spec(yaml->parse, yaml->doc, yaml->lang, &site, STR("docker"), false);
        return;
    }
    uint32_t tag = find_value(yaml, mapping, "tag");
    if (is_kind(yaml, tag, YAML_ITEM_SCALAR)) {
        struct site version = scalar_site(yaml, tag, SITE_VALUE, place);
        package_add(yaml->parse, yaml->doc, yaml->lang, &site, STR("docker"), version.text, false);
    }
}

/* valueFrom: the value stands in a secret, a map or a field of the cluster. */
static void add_value_from(struct yaml *yaml, uint32_t key, uint32_t value,
                           const struct place *place)
{
    struct site site = { .roles = SITE_VALUE,
                         .language = yaml->lang->name,
                         .key = place->key,
                         .statement = place->statement,
                         .record = place->record,
                         .dynamic = true };
    site_set_raw(&site, yaml->doc, item_at(yaml, key)->start, item_at(yaml, value)->end);
    uint32_t source = item_at(yaml, value)->first;
    uint32_t reference = source ? item_at(yaml, source)->next : 0;
    uint32_t name =
        is_kind(yaml, reference, YAML_ITEM_MAPPING) ? find_value(yaml, reference, "key") : 0;
    if (is_kind(yaml, name, YAML_ITEM_SCALAR))
        site.variable = scalar_site(yaml, name, SITE_VALUE, place).text;
    site_add(yaml->parse, yaml->doc, yaml->lang, &site);
}

static void add_scalar_pair(struct yaml *yaml, uint32_t mapping, struct str name, uint32_t value,
                            const struct place *place)
{
    struct site site = scalar_site(yaml, value, SITE_VALUE, place);
    bool chosen_shell = str_is(name, "shell") && find_value(yaml, mapping, "run") != 0;
    bool empty = str_trim(site.text).len == 0;
    if (holds_commands(name) && !chosen_shell && !empty) {
        code_guest(yaml->parse, yaml->doc, script_language(yaml, mapping, name), &site);
        return;
    }
    const struct lang *lang = file_language(yaml, name, &site, value);
    if (lang) {
        code_guest(yaml->parse, yaml->doc, lang, &site);
        return;
    }
    add_value(yaml, value, place);
    add_image(yaml, mapping, name, value, place);
}

static void add_pair(struct yaml *yaml, uint32_t mapping, uint32_t key, uint32_t value,
                     struct str path, struct extent record)
{
    const struct yaml_item *key_item = item_at(yaml, key);
    const struct yaml_item *value_item = item_at(yaml, value);
    struct place place = { .record = record };
    if (key_item->kind != YAML_ITEM_SCALAR) {
        place.key = path;
        place.statement = file_extent(yaml, key_item->start, key_item->end);
        add_item(yaml, key, &place);
        add_item(yaml, value, &place);
        return;
    }
    bool scalar = value_item->kind == YAML_ITEM_SCALAR;
    size_t end = scalar && value_item->end > key_item->end ? value_item->end : key_item->end;
    place.statement = file_extent(yaml, key_item->start, end);
    struct site site = scalar_site(yaml, key, SITE_KEY, &place);
    struct str name = site.text;
    place.key = site.key = name_join(path, name, yaml->parse->arena);
    if (str_is(name, "<<"))
        return;
    site_add(yaml->parse, yaml->doc, yaml->lang, &site);

    bool list = value_item->kind == YAML_ITEM_SEQUENCE;
    if (scalar)
        add_scalar_pair(yaml, mapping, name, value, &place);
    else if (list && holds_commands(name) && is_list_of_scalars(yaml, value) &&
             !lists_variables(name_join(place.key, STR("[]"), yaml->parse->arena))) {
        if (is_script(yaml, name, value))
            add_commands(yaml, value, &place);
        else
            add_command_list(yaml, mapping, name, value, &place);
    } else {
        add_item(yaml, value, &place);
    }
}

/* - {name: MODEL, value: llama3} is MODEL: llama3. */
static bool add_named_value(struct yaml *yaml, uint32_t mapping, struct str path,
                            struct extent record)
{
    uint32_t name = find_value(yaml, mapping, "name");
    uint32_t value = find_value(yaml, mapping, "value");
    uint32_t from = find_value(yaml, mapping, "valueFrom");
    bool fits = str_ends(path, STR("[]")) && is_kind(yaml, name, YAML_ITEM_SCALAR) &&
                (is_kind(yaml, value, YAML_ITEM_SCALAR) || is_kind(yaml, from, YAML_ITEM_MAPPING));
    if (!fits)
        return false;
    struct place place = { .statement = record, .record = record };
    struct site site = scalar_site(yaml, name, SITE_KEY, &place);
    site.key = place.key =
        name_join(str_slice(path, 0, path.len - 2), site.text, yaml->parse->arena);
    site_add(yaml->parse, yaml->doc, yaml->lang, &site);
    for (uint32_t key = item_at(yaml, mapping)->first; key;) {
        uint32_t next = item_at(yaml, key)->next;
        if (next == value && value)
            add_value(yaml, value, &place);
        else if (next == from && from)
            add_value_from(yaml, key, from, &place);
        else if (next && next != name)
            add_pair(yaml, mapping, key, next, path, record);
        key = next ? item_at(yaml, next)->next : 0;
    }
    return true;
}

static void add_mapping(struct yaml *yaml, uint32_t mapping, struct str path)
{
    const struct yaml_item *item = item_at(yaml, mapping);
    struct extent record = file_extent(yaml, item->start, item->end);
    if (add_named_value(yaml, mapping, path, record))
        return;
    for (uint32_t key = item->first; key;) {
        uint32_t value = item_at(yaml, key)->next;
        if (!value)
            break; /* the text broke off here */
        add_pair(yaml, mapping, key, value, path, record);
        key = item_at(yaml, value)->next;
    }
}

/* Bounded by LIMIT_NESTING, which yaml_tree_read keeps. */
static void add_item(struct yaml *yaml, uint32_t index, const struct place *place)
{
    const struct yaml_item *item = item_at(yaml, index);
    if (item->kind == YAML_ITEM_SCALAR) {
        add_value(yaml, index, place);
    } else if (item->kind == YAML_ITEM_MAPPING) {
        add_mapping(yaml, index, place->key);
    } else if (item->kind == YAML_ITEM_SEQUENCE) {
        struct place own = *place;
        own.key = name_join(place->key, STR("[]"), yaml->parse->arena);
        for (uint32_t i = item->first; i; i = item_at(yaml, i)->next) {
            own.statement = file_extent(yaml, item_at(yaml, i)->start, item_at(yaml, i)->end);
            add_item(yaml, i, &own);
        }
    }
}

/* ---- templates ---- */

/* {{ x }} in the place of a value is a mapping to libyaml. */
static bool has_unquoted_action(const struct yaml *yaml)
{
    for (size_t i = 1; i < yaml->tree.count; i++) {
        const struct yaml_item *item = &yaml->tree.items[i];
        if (item->kind == YAML_ITEM_MAPPING &&
            str_starts(str_slice(yaml->doc->text, item->start, item->end), STR("{{")))
            return true;
    }
    return false;
}

/* Reads the tree, a second time without template actions where these are in the way. */
static char *read_tree(struct yaml *yaml, bool *ret_masked)
{
    struct str text = yaml->doc->text;
    struct arena *arena = yaml->parse->arena;
    char *copy = yaml_clean_copy(text, arena);
    yaml_tree_read(&yaml->tree, (struct str){ copy, text.len }, arena);
    struct extent action;
    *ret_masked =
        (yaml->tree.unread.count > 0 || yaml->tree.problem.len > 0 || has_unquoted_action(yaml)) &&
        template_next(text, 0, &action);
    if (*ret_masked) {
        yaml_mask_actions(text, copy);
        yaml_tree_read(&yaml->tree, (struct str){ copy, text.len }, arena);
    }
    return copy;
}

static void add_unread(struct yaml *yaml)
{
    struct yaml_tree *tree = &yaml->tree;
    for (size_t i = 0; i < tree->unread.count; i++) {
        struct extent range = tree->unread.items[i];
        parse_text_lines(yaml->parse, yaml->doc, yaml->lang, range.start, range.end);
    }
    if (tree->problem.len == 0)
        return;
    unsigned line = 1;
    for (size_t i = 0; i < tree->problem_at && i < yaml->doc->text.len; i++)
        line += yaml->doc->text.ptr[i] == '\n';
    parse_note(yaml->parse, yaml->doc, tree->too_deep ? SKIP_LIMIT : SKIP_PARSE, SKIP_PART,
               "line %u: %.*s", line, STR_ARG(tree->problem));
}

bool parse_yaml(struct parse *parse, const struct doc *doc, const struct lang *lang)
{
    struct yaml yaml = { .parse = parse, .doc = doc, .lang = lang };
    bool masked;
    char *copy = read_tree(&yaml, &masked);
    struct place place = { 0 };
    for (uint32_t i = item_at(&yaml, 0)->first; i; i = item_at(&yaml, i)->next) {
        place.statement = file_extent(&yaml, item_at(&yaml, i)->start, item_at(&yaml, i)->end);
        add_item(&yaml, i, &place);
    }
    yaml_comments(parse, doc, lang, &yaml.tree, (struct str){ copy, doc->text.len });
    if (masked)
        yaml_add_masked(parse, doc, lang, copy);
    add_unread(&yaml);
    return true;
}
