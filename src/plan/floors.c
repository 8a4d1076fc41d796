#include "plan/floors.h"

#include <stdlib.h>

#include "plan/plan.h"
#include "score/bill.h"
#include "score/needs.h"

/* Manifests of one repository that speak of the few libraries there are; the rest stays. */
enum { MAX_FLOORS = 200 };

static bool is_floor_of(const struct library_row *library, const struct reference *reference)
{
    if (reference->kind != KIND_OBSERVATION || !reference->rule ||
        !str_is(reference->rule->observes, "library") || reference->where == WHERE_LOCK ||
        !where_is_live(reference->where))
        return false;
    for (size_t i = 0; i < library->names.count; i++) {
        if (str_equal_icase(library->names.items[i], reference->evidence))
            return true;
    }
    return false;
}

static size_t skip(struct str text, size_t at, const char *chars)
{
    while (at < text.len && strchr(chars, text.ptr[at]))
        at++;
    return at;
}

/* The version of "transformers[torch] >= 4.40", of transformers = ">=4.40", … at `at`; empty when
 * it is no floor, or not only one. */
static struct str version_of_floor(struct str text, size_t at)
{
    while (at < text.len && (ascii_alnum(text.ptr[at]) || strchr("-_.", text.ptr[at])))
        at++;
    at = skip(text, at, "\"' \t");
    if (at < text.len && text.ptr[at] == '[') {
        while (at < text.len && text.ptr[at] != ']' && text.ptr[at] != '\n')
            at++;
        at = skip(text, at, "]\"' \t");
    }
    if (at < text.len && text.ptr[at] == '=' &&
        !str_starts(str_slice(text, at, text.len), STR("==")))
        at = skip(text, at + 1, "\"' \t");
    if (!str_starts(str_slice(text, at, text.len), STR(">=")))
        return STR("");
    size_t start = skip(text, at + 2, " \t");
    size_t end = start;
    while (end < text.len && (ascii_digit(text.ptr[end]) || text.ptr[end] == '.'))
        end++;
    size_t behind = skip(text, end, " \t");
    bool alone = behind >= text.len || strchr("\"'\r\n;#)]", text.ptr[behind]);
    return alone && end > start ? str_slice(text, start, end) : STR("");
}

static bool fits_host(const struct library_row *library, const struct finding *finding)
{
    return any_glob(&library->hosts, finding->host.len > 0 ? finding->host : STR("none"));
}

/* "app/api/requirements.txt" → "app/api/" */
static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

/* The least version that all edited places below the manifest are content with; "" for none. */
static struct str version_needed(const struct floors_input *input,
                                 const struct library_row *library,
                                 const struct reference *manifest)
{
    struct str needed = STR("");
    struct str folder = folder_of(manifest->path);
    for (size_t i = 0; i < input->count; i++) {
        const struct place_edit *place = &input->places[i];
        const struct finding *finding = place->finding;
        const struct cost *cost = plan_cost(&finding->costs, input->edits->target);
        if (!input->is_chosen(input->edits, place) || !cost || !cost->equivalent ||
            !where_is_live(finding->where) || !str_starts(finding->path, folder) ||
            !fits_host(library, finding))
            continue;
        const void *fact = (const char *)cost->equivalent + library->fact;
        const struct str *least = fact;
        if (least->len > 0 && (needed.len == 0 || version_compare(*least, needed) > 0))
            needed = *least;
    }
    return needed;
}

static void raise(const struct floors_input *input, const struct library_row *library,
                  const struct reference *reference, struct around *around, struct floors *ret)
{
    const struct str *text = around_text(around, reference->path);
    if (!text || reference->span.offset >= text->len)
        return;
    struct str version = version_of_floor(*text, reference->span.offset);
    struct str needed = STR("");
    bool hidden = input->edits->hide_secrets && around_shows_secret(around, reference);
    if (version.len > 0 && !hidden)
        needed = version_needed(input, library, reference);
    if (needed.len == 0 || version_compare(version, needed) >= 0)
        return;
    struct edit edit = { .offset = (uint32_t)(version.ptr - text->ptr),
                         .len = (uint32_t)version.len,
                         .line = reference->span.line,
                         .before = version,
                         .after = needed };
    vec_push(around->arena, ret, (struct floor){ reference->path, library->title, edit });
}

static int compare_floors(const void *a, const void *b)
{
    const struct floor *left = a;
    const struct floor *right = b;
    int order = str_compare(left->path, right->path);
    return order ? order
                 : (left->edit.offset > right->edit.offset) -
                       (left->edit.offset < right->edit.offset);
}

void floors_find(const struct floors_input *input, struct around *around, struct floors *ret)
{
    *ret = (struct floors){ 0 };
    const struct effort *effort = input->edits->effort;
    const struct references *references = input->edits->references;
    size_t looked_at = 0;
    for (size_t i = 0; i < references->count && looked_at < MAX_FLOORS; i++) {
        for (size_t j = 0; j < effort->library_count; j++) {
            if (!is_floor_of(&effort->libraries[j], &references->items[i]))
                continue;
            looked_at++;
            raise(input, &effort->libraries[j], &references->items[i], around, ret);
        }
    }
    if (ret->count > 1)
        qsort(ret->items, ret->count, sizeof *ret->items, compare_floors);
}
