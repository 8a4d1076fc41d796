#include "match/words.h"

#include <stddef.h>

#include "base/yaml.h"
#include "catalog/fields.h"

static const struct field word_fields[] = {
    { "dataset_callees", FIELD_STRS, offsetof(struct words, dataset_callees) },
    { "dataset_names", FIELD_STRS, offsetof(struct words, dataset_names) },
    { "deployed_words", FIELD_STRS, offsetof(struct words, deployed_words) },
    { "fetched_parts", FIELD_STRS, offsetof(struct words, fetched_parts) },
    { "folder_commands", FIELD_STRS, offsetof(struct words, folder_commands) },
    { "page_hosts", FIELD_STRS, offsetof(struct words, page_hosts) },
    { "page_names", FIELD_STRS, offsetof(struct words, page_names) },
    { "product_names", FIELD_STRS, offsetof(struct words, product_names) },
    { "record_endings", FIELD_STRS, offsetof(struct words, record_endings) },
    { "speaking_callees", FIELD_STRS, offsetof(struct words, speaking_callees) },
    { "speaking_commands", FIELD_STRS, offsetof(struct words, speaking_commands) },
    { "speaking_names", FIELD_STRS, offsetof(struct words, speaking_names) },
};

bool words_load(const struct data *data, struct arena *run, struct words *ret_words,
                struct err *err)
{
    static const char name[] = "words.yaml";
    const struct data_file *file = data_get(data, name);
    struct source source = { .label = file ? file->label.ptr : name, .run = run, .err = err };
    struct words words = { 0 };
    const struct yaml_node *root;
    if (!yaml_parse(file ? file->text : data_embedded(name), run, &root, err))
        return err_wrap(err, "%s", source.label);
    if (root->kind != YAML_MAPPING)
        return err_set(err, ERR_SYNTAX, "%s:1: a mapping of lists of words", source.label);
    if (!fields_read(&source, root, word_fields, ARRAY_COUNT(word_fields), &words))
        return false;
    *ret_words = words;
    return true;
}
