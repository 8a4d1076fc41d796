#include "parse/yaml_comment.h"

#include "parse/add.h"

/* "key: value", "- item" behind the sign: a line that was commented out. */
static bool is_commented_out(struct str comment)
{
    while (comment.len > 0 && (comment.ptr[0] == '#' || ascii_space(comment.ptr[0])))
        comment = str_slice(comment, 1, comment.len);
    if (str_starts(comment, STR("- ")))
        return true;
    size_t at = 0;
    while (at < comment.len &&
           (ascii_alnum(comment.ptr[at]) || strchr("_-.\"'", comment.ptr[at])) &&
           comment.ptr[at] != '\0')
        at++;
    bool key = at > 0 && at < comment.len && (comment.ptr[at] == ':' || comment.ptr[at] == '=');
    return key && (at + 1 == comment.len || comment.ptr[at] == '=' || comment.ptr[at + 1] == ' ');
}

void yaml_comment_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      size_t from, size_t to)
{
    while (to > from && ascii_space(doc->text.ptr[to - 1]))
        to--;
    struct site *site = site_add_raw(parse, doc, lang, SITE_COMMENT, from, to);
    if (site)
        site->dead = is_commented_out(site->text);
}

/* The comments of a stretch without scalars. */
static void scan_gap(struct parse *parse, const struct doc *doc, const struct lang *lang,
                     struct str text, size_t from, size_t to)
{
    for (size_t at = from; (at = str_find_char(str_slice(text, 0, to), '#', at)) != STR_NONE;) {
        bool begins = at == 0 || ascii_space(text.ptr[at - 1]);
        size_t line_end = str_find_char(text, '\n', at);
        line_end = line_end == STR_NONE || line_end > to ? to : line_end;
        if (!begins) {
            at++;
            continue;
        }
        yaml_comment_add(parse, doc, lang, at, line_end);
        at = line_end;
    }
}

void yaml_comments(struct parse *parse, const struct doc *doc, const struct lang *lang,
                   const struct yaml_tree *tree, struct str text)
{
    size_t at = 0;
    size_t unread = 0;
    for (size_t i = 1; i <= tree->count; i++) {
        const struct yaml_item *item = i < tree->count ? &tree->items[i] : NULL;
        bool leaf = !item || item->kind == YAML_ITEM_SCALAR || item->kind == YAML_ITEM_ALIAS;
        size_t next = item ? item->start : text.len;
        if (!leaf || next < at)
            continue;
        while (unread < tree->unread.count && tree->unread.items[unread].start < next) {
            scan_gap(parse, doc, lang, text, at, tree->unread.items[unread].start);
            at = tree->unread.items[unread++].end;
        }
        if (at < next)
            scan_gap(parse, doc, lang, text, at, next);
        if (!item)
            break;
        at = item->end;
        if (item->style == YAML_STYLE_BLOCK && item->kind == YAML_ITEM_SCALAR) {
            /* Behind the sign of a block scalar a comment may follow. */
            size_t header = str_find_char(text, '\n', item->start);
            if (header != STR_NONE && header < item->end)
                scan_gap(parse, doc, lang, text, item->start, header);
        }
    }
}
