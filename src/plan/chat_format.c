#include "plan/chat_format.h"

#include "base/yaml.h"
#include "score/effort_read.h"

enum { MAX_ROLE_LEN = 40 };

static bool read_token(const struct reader *reader, const struct yaml_node *node, struct str format,
                       struct chat_tokens *ret)
{
    static const char *const keys[] = { "begins", "until", "ends", NULL };
    struct chat_token token = { .format = format, .text = arena_str(reader->run, node->key) };
    if (node->kind != YAML_MAPPING || token.text.len == 0)
        return read_fail(reader, node, "a token has 'begins', 'until', 'ends' or {}");
    if (!read_keys(reader, node, keys) || !read_bool(reader, node, "ends", &token.ends))
        return false;
    token.begins = read_text(reader, node, "begins");
    token.until = read_text(reader, node, "until");
    if ((token.begins.len > 0) + (token.until.len > 0) + token.ends > 1)
        return read_fail(reader, node, "only one of 'begins', 'until' and 'ends'");
    vec_push(reader->run, ret, token);
    return true;
}

bool chat_tokens_load(const struct data *data, struct arena *run, struct chat_tokens *ret_tokens,
                      struct err *err)
{
    static const char *const keys[] = { "as_of", "formats", NULL };
    static const char *const format_keys[] = { "id", "tokens", NULL };
    const struct data_file *file = data_get(data, "chat-formats.yaml");
    const struct yaml_node *root;
    if (!file)
        return err_set(err, ERR_INTERNAL, "chat-formats.yaml is missing");
    if (!data_parse(file, run, &root, err))
        return false;
    struct reader reader = { .run = run, .label = file->label.ptr, .err = err };
    if (!read_keys(&reader, root, keys))
        return false;
    *ret_tokens = (struct chat_tokens){ 0 };
    for (const struct yaml_node *item = yaml_first(yaml_get(root, "formats")); item;
         item = item->next) {
        if (!read_keys(&reader, item, format_keys))
            return false;
        struct str id = read_text(&reader, item, "id");
        if (id.len == 0)
            return read_fail(&reader, item, "a format needs an id");
        for (const struct yaml_node *token = yaml_first(yaml_get(item, "tokens")); token;
             token = token->next) {
            if (!read_token(&reader, token, id, ret_tokens))
                return false;
        }
    }
    return true;
}

void add_once(struct arena *arena, struct strs *names, struct str name)
{
    for (size_t i = 0; i < names->count; i++) {
        if (str_equal(names->items[i], name))
            return;
    }
    vec_push(arena, names, name);
}

/* The token that stands at `at`, or NULL. */
static const struct chat_token *token_at(const struct chat_tokens *tokens, struct str text,
                                         size_t at)
{
    if (text.ptr[at] != '<' && text.ptr[at] != '[')
        return NULL;
    for (size_t i = 0; i < tokens->count; i++) {
        if (str_starts(str_slice(text, at, text.len), tokens->items[i].text))
            return &tokens->items[i];
    }
    return NULL;
}

/** A text while it is read. */
struct reading {
    struct str text;
    struct arena *arena;
    struct chat_text *result;
    struct str role; /* whose turn it is; "" outside of turns */
    size_t start;    /* of what is being said */
    bool loose;      /* words outside of turns */
};

static void say(struct reading *reading, size_t end)
{
    struct str content = str_trim(str_slice(reading->text, reading->start, end));
    if (content.len == 0)
        return;
    reading->result->only_tokens = false;
    if (reading->role.len == 0)
        reading->loose = true;
    else
        vec_push(reading->arena, &reading->result->messages,
                 (struct message){ reading->role, content });
}

/* "system<|end_header_id|>" → the role; where what it says begins. */
static struct str role_between(const struct reading *reading, const struct chat_token *token,
                               size_t *at)
{
    size_t most = *at + MAX_ROLE_LEN;
    struct str near =
        str_slice(reading->text, 0, most < reading->text.len ? most : reading->text.len);
    size_t end = str_find(near, token->until, *at);
    if (end == STR_NONE)
        return STR("");
    struct str role = str_trim(str_slice(reading->text, *at, end));
    *at = end + token->until.len;
    return role;
}

void chat_text_read(const struct chat_tokens *tokens, struct str text, struct arena *arena,
                    struct chat_text *ret)
{
    *ret = (struct chat_text){ .format = STR(""), .only_tokens = true };
    struct reading reading = { .text = text, .arena = arena, .result = ret, .role = STR("") };
    for (size_t at = 0; at < text.len;) {
        const struct chat_token *token = token_at(tokens, text, at);
        if (!token) {
            at++;
            continue;
        }
        if (ret->tokens.count == 0)
            ret->format = token->format;
        add_once(arena, &ret->tokens, token->text);
        say(&reading, at);
        at += token->text.len;
        if (token->begins.len > 0 || token->until.len > 0) {
            reading.role =
                token->until.len > 0 ? role_between(&reading, token, &at) : token->begins;
            if (reading.role.len > 0)
                add_once(arena, &ret->roles, reading.role);
            if (str_ends(token->until, STR(">")))
                add_once(arena, &ret->tokens, token->until);
        } else if (token->ends) {
            reading.role = STR("");
        }
        reading.start = at;
    }
    say(&reading, text.len);
    if (ret->tokens.count == 0 || reading.loose)
        ret->messages = (struct messages){ 0 };
}
