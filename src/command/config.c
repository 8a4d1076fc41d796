/* What is configured: the values in force with their source, and the schema of the file. */
#include "config.h"

#include "command/command.h"
#include "report/escape.h"
#include "report/json_out.h"

enum { FROM_COLUMN = 24, VALUE_COLUMN = 50 };

/* ---- the schema ---- */

static void add_words(cJSON *schema, const struct config_key *key)
{
    if (!key->word)
        return;
    cJSON *words = cJSON_AddArrayToObject(schema, "enum");
    for (size_t at = 0; key->word(at); at++)
        json_push_str(words, str_from(key->word(at)));
}

/* {"type": "string", …} of one value; of one item for a list. */
static void add_type(cJSON *schema, const struct config_key *key)
{
    switch (key->type) {
    case CONFIG_NUMBER:
        cJSON_AddStringToObject(schema, "type", "integer");
        cJSON_AddNumberToObject(schema, "minimum", 0);
        break;
    case CONFIG_SWITCH:
        cJSON_AddStringToObject(schema, "type", "boolean");
        break;
    case CONFIG_DECIMAL:
        cJSON_AddStringToObject(schema, "type", "number");
        cJSON_AddNumberToObject(schema, "minimum", 0);
        break;
    case CONFIG_SIZE:
        cJSON_AddItemToObject(schema, "type", cJSON_CreateArray());
        json_push_str(cJSON_GetObjectItem(schema, "type"), STR("integer"));
        json_push_str(cJSON_GetObjectItem(schema, "type"), STR("string"));
        cJSON_AddNumberToObject(schema, "minimum", 1);
        cJSON_AddStringToObject(schema, "pattern", "^[0-9]+[kKmM]?$");
        break;
    default:
        cJSON_AddStringToObject(schema, "type", "string");
        add_words(schema, key);
    }
}

/* A list of mappings. */
static void add_suppressions_schema(cJSON *schema, const struct config_key *key)
{
    cJSON_AddStringToObject(schema, "type", "array");
    cJSON *item = cJSON_AddObjectToObject(schema, "items");
    cJSON_AddStringToObject(item, "type", "object");
    cJSON_AddBoolToObject(item, "additionalProperties", false);
    cJSON *required = cJSON_AddArrayToObject(item, "required");
    if (strcmp(key->key, "ignore") == 0)
        json_push_str(required, STR("rule"));
    json_push_str(required, STR("reason"));
    cJSON *properties = cJSON_AddObjectToObject(item, "properties");
    for (size_t i = 0; config_suppression_keys[i]; i++) {
        cJSON *property = cJSON_AddObjectToObject(properties, config_suppression_keys[i]);
        cJSON_AddStringToObject(property, "type", "string");
        cJSON_AddNumberToObject(property, "minLength", 1);
    }
    cJSON_AddStringToObject(cJSON_GetObjectItem(properties, "until"), "pattern",
                            "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
}

static void add_key_schema(cJSON *properties, const struct config_key *key)
{
    cJSON *schema = cJSON_AddObjectToObject(properties, key->key);
    cJSON_AddStringToObject(schema, "description", key->about);
    if (key->type == CONFIG_SUPPRESSIONS) {
        add_suppressions_schema(schema, key);
        return;
    }
    if (!config_is_list(key)) {
        add_type(schema, key);
        return;
    }
    cJSON *either = cJSON_AddArrayToObject(schema, "oneOf");
    cJSON *single = cJSON_CreateObject();
    add_type(single, key);
    cJSON *list = cJSON_CreateObject();
    cJSON_AddStringToObject(list, "type", "array");
    add_type(cJSON_AddObjectToObject(list, "items"), key);
    cJSON_AddItemToArray(either, list);
    cJSON_AddItemToArray(either, single);
}

static void add_schema(struct buf *out)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", "https://json-schema.org/draft/2020-12/schema");
    cJSON_AddStringToObject(root, "title", "The configuration of llama-audit, " CONFIG_FILE_NAME);
    cJSON_AddStringToObject(root, "description",
                            "Made by `llama-audit config schema`; docs/cli.md explains the keys.");
    cJSON_AddStringToObject(root, "type", "object");
    cJSON_AddBoolToObject(root, "additionalProperties", false);
    cJSON *properties = cJSON_AddObjectToObject(root, "properties");
    size_t count;
    const struct config_key *keys = config_table(&count);
    for (size_t i = 0; i < count; i++)
        add_key_schema(properties, &keys[i]);
    json_print(root, out);
}

/* ---- the values in force ---- */

static const char *source_name(enum option_source source)
{
    switch (source) {
    case FROM_BUILT_IN: return "built-in";
    case FROM_FILE: return "file";
    case FROM_ENVIRONMENT: return "environment";
    case FROM_FLAG: return "flag";
    }
    return "";
}

/* Where a key was said, and how. No option stands behind suppressions: they are put into words. */
static const struct given *given_of(const struct options *options, const struct config_key *key)
{
    if (key->option)
        return cli_given(options, key->option);
    struct given *given = arena_new(options->run, struct given);
    const struct suppress_options *suppress = &options->audit.suppress;
    for (size_t i = 0; i < suppress->entries.count; i++) {
        const struct suppress_entry *entry = &suppress->entries.items[i];
        if (entry->keep != (strcmp(key->key, "keep") == 0))
            continue;
        if (given->values.count == 0)
            given->place = arena_printf(options->run, "%.*s:%u", STR_ARG(suppress->config_path),
                                        entry->line);
        given->source = FROM_FILE;
        vec_push(options->run, &given->values, suppress_describe(entry, options->run));
    }
    return given;
}

/* The value of a key, one item for each of a list; none when nothing is set. */
static struct strs values_of(const struct options *options, const struct config_key *key,
                             const struct given *given)
{
    struct strs values = { 0 };
    if (given->source == FROM_BUILT_IN && *key->built_in == '\0')
        return values;
    struct str last = given->source == FROM_BUILT_IN
                          ? str_from(key->built_in)
                          : given->values.items[given->values.count - 1];
    if (config_is_list(key) && key->type != CONFIG_WORDS)
        return given->values;
    if (key->type == CONFIG_SWITCH && last.len == 0)
        last = STR("true"); /* a flag without a value */
    if (key->type != CONFIG_WORDS) {
        vec_push(options->run, &values, last);
        return values;
    }
    /* The words of the last time count; --require-coverage without any means the usual ones. */
    if (strcmp(key->option, "require-coverage") == 0)
        return options->gate.require_coverage;
    while (last.ptr)
        vec_push(options->run, &values, str_trim(str_split(&last, ',')));
    return values;
}

static void show_text(const struct options *options, struct buf *out)
{
    buf_puts(out, "configuration: ");
    if (options->config_file.len > 0)
        escape_terminal(out, options->config_file);
    else
        buf_puts(out, "no file (llama-audit init writes one)");
    buf_puts(out, "\n\n");

    size_t count;
    const struct config_key *keys = config_table(&count);
    for (size_t i = 0; i < count; i++) {
        const struct given *given = given_of(options, &keys[i]);
        struct strs values = values_of(options, &keys[i], given);
        struct str from = given->source == FROM_BUILT_IN ? STR("built-in") : given->place;
        size_t start = out->len;
        buf_puts(out, keys[i].key);
        buf_fill(out, ' ', FROM_COLUMN - (int)(out->len - start));
        escape_terminal(out, from);
        buf_char(out, ' ');
        buf_fill(out, ' ', VALUE_COLUMN - (int)(out->len - start));
        for (size_t v = 0; v < values.count; v++) {
            buf_puts(out, v > 0 ? ", " : "");
            escape_terminal(out, values.items[v]);
        }
        buf_puts(out, values.count > 0 ? "\n" : "-\n");
    }
}

static void add_value(cJSON *object, const struct config_key *key, const struct strs *values)
{
    uint64_t number;
    if (config_is_list(key)) {
        cJSON *list = cJSON_AddArrayToObject(object, "value");
        for (size_t i = 0; i < values->count; i++)
            json_push_str(list, values->items[i]);
    } else if (values->count == 0) {
        cJSON_AddNullToObject(object, "value");
    } else if (key->type == CONFIG_NUMBER && str_to_u64(values->items[0], &number)) {
        cJSON_AddNumberToObject(object, "value", (double)number);
    } else if (key->type == CONFIG_SWITCH) {
        cJSON_AddBoolToObject(object, "value", str_is(values->items[0], "true"));
    } else {
        json_add_str(object, "value", values->items[0]);
    }
}

static void show_json(const struct options *options, struct buf *out)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema_version", "1.0");
    json_add_str_or_null(root, "file", options->config_file);
    cJSON *list = cJSON_AddArrayToObject(root, "settings");
    size_t count;
    const struct config_key *keys = config_table(&count);
    for (size_t i = 0; i < count; i++) {
        const struct given *given = given_of(options, &keys[i]);
        struct strs values = values_of(options, &keys[i], given);
        cJSON *setting = cJSON_CreateObject();
        cJSON_AddStringToObject(setting, "key", keys[i].key);
        add_value(setting, &keys[i], &values);
        cJSON_AddStringToObject(setting, "source", source_name(given->source));
        json_add_str_or_null(setting, "place", given->place);
        json_add_str_or_null(setting, "environment", str_from(keys[i].environment));
        cJSON_AddStringToObject(setting, "about", keys[i].about);
        cJSON_AddItemToArray(list, setting);
    }
    json_print(root, out);
}

/* ---- the command ---- */

static bool show(struct options *options, struct buf *out, struct err *err)
{
    if (options->operands.count > 2)
        return err_set(err, ERR_USAGE, "config show takes one path");
    if (options->operands.count == 2)
        options->audit.walk.path = options->operands.items[1].ptr;
    if (!config_load(options, err))
        return false;
    if (options->outputs.count > 1)
        return err_set(err, ERR_USAGE, "config show writes one format");
    const char *format =
        options->outputs.count == 1 ? options->outputs.items[0].reporter->name : "text";
    if (strcmp(format, "json") == 0)
        show_json(options, out);
    else if (strcmp(format, "text") == 0)
        show_text(options, out);
    else
        return err_set(err, ERR_USAGE, "config show writes text or json, not %s", format);
    return true;
}

bool command_config(struct options *options, int *ret_exit_code, struct err *err)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    struct str action = options->operands.count > 0 ? options->operands.items[0] : STR("show");
    if (str_is(action, "show")) {
        if (!show(options, &out, err))
            return false;
    } else if (str_is(action, "schema")) {
        add_schema(&out);
    } else {
        return err_set(err, ERR_USAGE, "config takes show or schema, not '%.*s'", STR_ARG(action));
    }
    *ret_exit_code = EXIT_CLEAN;
    return print_stdout(buf_str(&out), err);
}
