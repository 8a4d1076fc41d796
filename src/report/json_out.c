#include "report/json_out.h"

#include "base/arena.h"
#include "report/escape.h"

static cJSON *clean_string(struct str text)
{
    CLEANUP(buf_release) struct buf clean = { 0 };
    escape_utf8(&clean, text);
    buf_char(&clean, '\0');
    cJSON *string = cJSON_CreateString(clean.ptr);
    if (!string)
        out_of_memory();
    return string;
}

void json_add_str(cJSON *object, const char *name, struct str text)
{
    cJSON_AddItemToObject(object, name, clean_string(text));
}

void json_add_str_or_null(cJSON *object, const char *name, struct str text)
{
    if (text.len > 0)
        json_add_str(object, name, text);
    else
        cJSON_AddNullToObject(object, name);
}

void json_push_str(cJSON *array, struct str text)
{
    cJSON_AddItemToArray(array, clean_string(text));
}

void json_add_path(cJSON *object, struct str path)
{
    json_add_str(object, "path", path);
    if (is_clean_utf8(path))
        return;
    CLEANUP(buf_release) struct buf bytes = { 0 };
    escape_base64(&bytes, path);
    json_add_str(object, "path_bytes", buf_str(&bytes));
}

void json_add_place(cJSON *object, struct str path, uint32_t line)
{
    json_add_path(object, path);
    cJSON_AddNumberToObject(object, "line", line);
}

/* cJSON's own printer indents with tabs and puts arrays on one line; reports are read and diffed. */
static void print_value(const cJSON *value, int depth, struct buf *out)
{
    if (!cJSON_IsObject(value) && !cJSON_IsArray(value)) {
        char *text = cJSON_PrintUnformatted(value);
        if (!text)
            out_of_memory();
        escape_json(out, str_from(text));
        cJSON_free(text);
        return;
    }
    bool object = cJSON_IsObject(value);
    buf_char(out, object ? '{' : '[');
    for (const cJSON *child = value->child; child; child = child->next) {
        buf_puts(out, child == value->child ? "\n" : ",\n");
        buf_fill(out, ' ', 2 * (depth + 1));
        if (object) {
            cJSON *key = clean_string(str_from(child->string));
            print_value(key, 0, out);
            cJSON_Delete(key);
            buf_puts(out, ": ");
        }
        print_value(child, depth + 1, out);
    }
    if (value->child) {
        buf_char(out, '\n');
        buf_fill(out, ' ', 2 * depth);
    }
    buf_char(out, object ? '}' : ']');
}

void json_print_line(cJSON *root, struct buf *out)
{
    char *text = cJSON_PrintUnformatted(root);
    if (!text)
        out_of_memory();
    escape_json(out, str_from(text));
    buf_char(out, '\n');
    cJSON_free(text);
    cJSON_Delete(root);
}

void json_print(cJSON *root, struct buf *out)
{
    print_value(root, 0, out);
    buf_char(out, '\n');
    cJSON_Delete(root);
}
