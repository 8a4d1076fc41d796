/* Who looks after the places found, from the CODEOWNERS file of what was scanned. */
#include "command/command.h"
#include "plan/owners.h"
#include "walk/walk.h"

static bool read_entry(const struct tree *tree, struct str path, struct arena *arena,
                       struct str *ret)
{
    for (size_t i = 0; i < tree->count; i++) {
        if (!str_equal(tree->entries[i].path, path))
            continue;
        struct reader *reader;
        struct err ignored;
        struct skip skip;
        CLEANUP(buf_release) struct buf bytes = { 0 };
        if (!reader_new(tree, &reader, &ignored))
            return false;
        bool read = reader_read(reader, &tree->entries[i], &bytes, arena, &skip) == READ_OK;
        reader_free(reader);
        *ret = arena_str(arena, buf_str(&bytes));
        return read;
    }
    return false;
}

static void set_owners(const struct owners *owners, const struct findings *findings,
                       struct arena *arena)
{
    struct finding *last = NULL;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = findings->items[i];
        if (last && str_equal(last->path, finding->path)) {
            finding->owners = last->owners;
            continue;
        }
        struct strs names = owners_of(owners, finding->path);
        for (size_t j = 0; j < names.count; j++)
            finding->owners = arena_printf(arena, "%.*s%s%.*s", STR_ARG(finding->owners),
                                           j ? " " : "", STR_ARG(names.items[j]));
        last = finding;
    }
}

void find_owners(struct audit *audit)
{
    struct arena *arena = &audit->result_arena;
    for (size_t i = 0; owners_paths[i]; i++) {
        struct str text;
        if (!read_entry(audit->tree, str_from(owners_paths[i]), arena, &text))
            continue;
        struct owners owners;
        owners_parse(text, arena, &owners);
        set_owners(&owners, &audit->result.findings, arena);
        return;
    }
}
