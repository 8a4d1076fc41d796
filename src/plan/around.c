#include "plan/around.h"

#include "parse/site.h"
#include "plan/patch.h"

/* The bytes of the file, read once; NULL when they cannot be had. */
const struct str *around_text(struct around *around, struct str path)
{
    struct entry {
        struct str text;
        bool readable;
    };
    void **slot = map_at(&around->texts, around->arena, path);
    if (!*slot) {
        struct entry *entry = arena_new(around->arena, struct entry);
        entry->readable = around->read(around->read_state, path, around->arena, &entry->text);
        *slot = entry;
    }
    const struct entry *entry = *slot;
    return entry->readable ? &entry->text : NULL;
}

/* What a patch cannot do without: the line itself and the one below it. */
bool around_shows_secret(struct around *around, const struct reference *reference)
{
    const struct str *text = around_text(around, reference->path);
    size_t at = reference->span.offset;
    while (at > 0 && text->ptr[at - 1] != '\n')
        at--;
    for (int line = 0; line < 2 && at < text->len; line++) {
        size_t end = str_find_char(*text, '\n', at);
        end = end == STR_NONE ? text->len : end;
        if (patch_hides(str_slice(*text, at, end)))
            return true;
        at = end + 1;
    }
    return false;
}

/* The model reads images, the equivalent does not, and the lines around say that it has to. */
bool around_loses_images(struct around *around, const struct reference *reference,
                         const struct model *equivalent)
{
    enum { LINES_AROUND = 8 };
    if (!reference->model || !reference->model->vision || equivalent->vision)
        return false;
    const struct str *text = around_text(around, reference->path);
    size_t start = reference->span.offset;
    for (int lines = 0; start > 0 && lines <= LINES_AROUND; start--)
        lines += text->ptr[start - 1] == '\n';
    size_t end = reference->span.offset;
    for (int lines = 0; end < text->len && lines <= LINES_AROUND; end++)
        lines += text->ptr[end] == '\n';
    struct str lines_around = str_slice(*text, start, end);
    return str_find_icase(lines_around, STR("vision"), 0) != STR_NONE ||
           str_find_icase(lines_around, STR("image"), 0) != STR_NONE;
}

/* The name as a word of its own: "together" in { provider: "together" }. */
static bool has_word(struct str text, struct str word)
{
    if (word.len < 4) /* "aws", "hf", "ibm" are in too many words */
        return false;
    for (size_t at = 0; (at = str_find_icase(text, word, at)) != STR_NONE; at++) {
        bool starts = at == 0 || !ascii_alnum(text.ptr[at - 1]);
        bool ends = at + word.len == text.len || !ascii_alnum(text.ptr[at + word.len]);
        if (starts && ends)
            return true;
    }
    return false;
}

/* What a map says for no and yes, where NULL is not known. */
static void *answer(bool yes)
{
    static char answers[2];
    return &answers[yes];
}

bool around_speaks_of(struct around *around, struct str path, const struct host *host)
{
    const struct str *text = around_text(around, path);
    struct str key = arena_printf(around->arena, "%.*s %.*s", STR_ARG(path), STR_ARG(host->id));
    void **slot = map_at(&around->named, around->arena, key);
    if (!*slot) {
        bool named = text && (has_word(*text, host->id) || has_word(*text, host->name));
        for (size_t i = 0; text && i < host->aliases.count && !named; i++)
            named = has_word(*text, host->aliases.items[i]);
        *slot = answer(named);
    }
    return *slot == answer(true);
}

/* A file of weights by its name, which counts beside a repository of such files. */
bool around_names_file(struct around *around, const struct reference *reference)
{
    if (!str_ends_icase(reference->evidence, STR("-gguf")))
        return false;
    struct str key = arena_printf(around->arena, "%.*s .gguf", STR_ARG(reference->path));
    void **slot = map_at(&around->named, around->arena, key);
    if (!*slot) {
        const struct str *text = around_text(around, reference->path);
        *slot = answer(text && str_find_icase(*text, STR(".gguf"), 0) != STR_NONE);
    }
    return *slot == answer(true);
}

/* Bytes of a longer id do not count. */
static bool stands_in(struct str text, struct str id)
{
    for (size_t at = 0; (at = str_find(text, id, at)) != STR_NONE; at++) {
        char before = at > 0 ? text.ptr[at - 1] : ' ';
        char after = at + id.len < text.len ? text.ptr[at + id.len] : ' ';
        if (!ascii_word(before) && !ascii_word(after) && !strchr("-./:", before) &&
            !strchr("-./:", after))
            return true;
    }
    return false;
}

static size_t line_start(struct str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* Blanks that a line begins with; as many as there can be for an empty one, which ends nothing. */
static size_t indentation(struct str text, size_t start)
{
    size_t at = start;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    bool empty = at >= text.len || text.ptr[at] == '\n' || text.ptr[at] == '\r';
    return empty ? SIZE_MAX : at - start;
}

/* The lines of the list that a place stands in: those around its entry that begin no further to the
 * left. Not far: a longer list is looked at in part. */
static struct extent list_around(struct str text, const struct reference *reference)
{
    enum { MOST = 16 * 1024 };
    size_t at = reference->span.offset;
    size_t entry = reference->record_start < at ? reference->record_start : at;
    size_t start = line_start(text, entry);
    size_t least = indentation(text, start);
    size_t from = start;
    while (start > 0 && at - start < MOST) {
        start = line_start(text, start - 1);
        if (indentation(text, start) < least)
            break;
        from = start;
    }
    size_t to = at;
    while (to < text.len && to - at < MOST) {
        size_t end = str_find_char(text, '\n', to);
        to = end == STR_NONE ? text.len : end + 1;
        if (indentation(text, to) < least)
            break;
    }
    return (struct extent){ (uint32_t)from, (uint32_t)to };
}

/* A list that would have the same model twice: it is there, or another entry becomes it. */
bool around_is_listed(struct around *around, const struct reference *reference, struct str after)
{
    const struct str *text = around_text(around, reference->path);
    if (!text || str_find(reference->key, STR("[]"), 0) == STR_NONE)
        return false;
    struct extent list = list_around(*text, reference);
    struct str key = arena_printf(around->arena, "%.*s %u %.*s", STR_ARG(reference->path),
                                  list.start, STR_ARG(after));
    void **slot = map_at(&around->named, around->arena, key);
    if (*slot)
        return true;
    *slot = answer(true);
    return stands_in(str_slice(*text, list.start, list.end), after);
}
