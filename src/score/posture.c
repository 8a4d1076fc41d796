#include "score/posture.h"

#include <stdlib.h>

static bool read_posture(const struct reader *reader, const struct yaml_node *node,
                         struct posture_row *row)
{
    static const char *const keys[] = { "id",   "name",  "change", "host",
                                        "path", "where", "line",   NULL };
    if (!read_keys(reader, node, keys))
        return false;
    row->id = read_text(reader, node, "id");
    row->name = read_text(reader, node, "name");
    if (row->id.len == 0 || row->name.len == 0)
        return read_fail(reader, node, "a posture needs 'id' and 'name'");
    return read_strs(reader, yaml_get(node, "change"), &row->changes) &&
           read_strs(reader, yaml_get(node, "host"), &row->hosts) &&
           read_strs(reader, yaml_get(node, "path"), &row->paths) &&
           read_strs(reader, yaml_get(node, "where"), &row->where) &&
           read_strs(reader, yaml_get(node, "line"), &row->lines);
}

bool read_postures(const struct reader *reader, const struct yaml_node *node, struct effort *effort)
{
    effort->postures = arena_array(reader->run, node ? node->count : 0, sizeof *effort->postures);
    for (const struct yaml_node *item = yaml_first(node); item; item = item->next) {
        if (!read_posture(reader, item, &effort->postures[effort->posture_count++]))
            return false;
    }
    return true;
}

static bool fits(const struct strs *globs, struct str text)
{
    return globs->count == 0 || any_glob(globs, text);
}

const struct posture_row *posture_of(const struct effort *effort, const struct finding *finding)
{
    for (size_t i = 0; i < effort->posture_count; i++) {
        const struct posture_row *row = &effort->postures[i];
        if (fits(&row->changes, finding->change) && fits(&row->hosts, finding->host) &&
            fits(&row->paths, finding->path) && fits(&row->lines, finding->snippet) &&
            fits(&row->where, str_from(where_names[finding->where])))
            return row;
    }
    return NULL;
}

static int most_places_first(const void *a, const void *b)
{
    const struct posture *left = a;
    const struct posture *right = b;
    if (left->dependency_count != right->dependency_count)
        return left->dependency_count > right->dependency_count ? -1 : 1;
    return str_compare(left->id, right->id);
}

static struct posture *posture_at(struct arena *arena, struct postures *postures,
                                  const struct posture_row *row)
{
    for (size_t i = 0; i < postures->count; i++) {
        if (str_equal(postures->items[i].id, row->id))
            return &postures->items[i];
    }
    struct posture *posture = vec_add(arena, postures);
    *posture = (struct posture){ .id = row->id, .name = row->name };
    return posture;
}

void list_postures(const struct scorer *scorer, struct result *result)
{
    struct postures *postures = &result->postures;
    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = result->findings.items[i];
        if (finding->kind != KIND_DEPENDENCY || finding->suppression ||
            !where_is_live(finding->where))
            continue;
        const struct posture_row *row = posture_of(scorer->effort, finding);
        if (!row)
            continue;
        struct posture *posture = posture_at(scorer->arena, postures, row);
        if (posture->dependency_count++ > 0)
            continue;
        posture->path = finding->path;
        posture->line = finding->span.line;
    }
    if (postures->count > 1)
        qsort(postures->items, postures->count, sizeof *postures->items, most_places_first);
}
