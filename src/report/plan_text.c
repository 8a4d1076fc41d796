/* A plan for a terminal or a file. */
#include "report/escape.h"
#include "report/message.h"
#include "report/plan_report.h"

void plan_add_count(struct buf *out, size_t count, const char *one, const char *many)
{
    buf_printf(out, "%zu %s", count, count == 1 ? one : many);
}

void plan_add_work_points(struct buf *out, struct points points)
{
    buf_puts(out, points.likely > 0 ? "" : "≤");
    message_points(out, points.likely > 0 ? points.likely : points.high);
}

size_t plan_place_count(const struct plan *plan, size_t *ret_edited)
{
    size_t count = 0;
    *ret_edited = 0;
    for (size_t i = 0; i < plan->package_count; i++) {
        count += plan->packages[i].places.count;
        *ret_edited += plan->packages[i].edited_count;
    }
    return count;
}

struct str plan_state_detail(const struct place_edit *edit, struct arena *arena)
{
    if (edit->holder)
        return arena_printf(arena, "%.*s:%u", STR_ARG(edit->holder->path),
                            edit->holder->span.line);
    return edit->detail;
}

const struct edit_list *plan_by_hand(const struct place_edit *edit)
{
    return edit->state == EDIT_NOT_ALONE ? &edit->edits : &edit->by_hand;
}

static void waits_for(const struct plan *plan, const struct package_kind *kind, int depth,
                      struct arena *arena, struct strs *ret)
{
    enum { MAX_DEPTH = 16 }; /* packages name only those before them */
    for (size_t i = 0; i < kind->after.count && depth < MAX_DEPTH; i++) {
        const struct package *before = NULL;
        for (size_t j = 0; j < plan->package_count && !before; j++) {
            if (str_equal(plan->packages[j].kind->id, kind->after.items[i]))
                before = &plan->packages[j];
        }
        if (before && plan_has_work(before))
            add_once(arena, ret, before->kind->id);
        else if (before)
            waits_for(plan, before->kind, depth + 1, arena, ret);
    }
}

bool plan_has_work(const struct package *package)
{
    return package->places.count + package->work.count > 0;
}

void plan_after(const struct plan *plan, const struct package_kind *kind, struct arena *arena,
                struct strs *ret)
{
    *ret = (struct strs){ 0 };
    waits_for(plan, kind, 0, arena, ret);
}

static void add_range(struct buf *out, struct points points)
{
    message_points(out, points.low);
    buf_puts(out, " · ");
    message_points(out, points.likely);
    buf_puts(out, " · ");
    message_points(out, points.high);
}

static void add_place_name(struct buf *out, struct str path, uint32_t line)
{
    escape_terminal(out, path);
    buf_printf(out, ":%u", line);
}

static void add_head(const struct plan *plan, const struct plan_header *header, struct buf *out)
{
    size_t edited;
    size_t count = plan_place_count(plan, &edited);
    buf_puts(out, "plan for ");
    escape_terminal(out, plan->target->name);
    buf_puts(out, " · ");
    escape_terminal(out, header->scan_name);
    buf_printf(out, " · today %.*s\n\n", STR_ARG(header->today));
    if (count == 0 && plan->target->points.high <= 0) {
        buf_puts(out, "nothing to do: no dependency on Llama was found\n");
        return;
    }
    plan_add_count(out, count, "place", "places");
    buf_puts(out, ", ");
    add_range(out, plan->target->points);
    buf_puts(out, " points (low, likely, high); ");
    buf_printf(out, "%zu can be edited by --patch or --apply\n", edited);
}

static void add_decisions(const struct plan *plan, struct buf *out)
{
    if (plan->swaps.count > 0)
        buf_puts(out, "\nin place of\n");
    for (size_t i = 0; i < plan->swaps.count; i++) {
        const struct plan_swap *swap = &plan->swaps.items[i];
        buf_printf(out, "  %.*s", STR_ARG(swap->model->id));
        if (swap->host.len > 0)
            buf_printf(out, " on %.*s", STR_ARG(swap->host));
        if (swap->equivalent)
            buf_printf(out, ": %.*s", STR_ARG(swap->equivalent->id));
        else
            buf_puts(out, ": none");
        buf_printf(out, " (%.*s), ", STR_ARG(swap->reason));
        plan_add_count(out, swap->place_count, "live place\n", "live places\n");
    }
    if (plan->blockers.count > 0)
        buf_puts(out, "\nblocked\n");
    for (size_t i = 0; i < plan->blockers.count; i++) {
        const struct plan_blocker *blocker = &plan->blockers.items[i];
        buf_puts(out, "  ");
        escape_terminal(out, blocker->text);
        if (blocker->path.len > 0) {
            buf_puts(out, " at ");
            add_place_name(out, blocker->path, blocker->line);
        }
        if (blocker->way_round.len > 0) {
            buf_puts(out, "; way round: ");
            escape_terminal(out, blocker->way_round);
        }
        buf_char(out, '\n');
    }
    const struct floors *floors = &plan->edits->floors;
    if (floors->count > 0)
        buf_puts(out, "\nleast versions that are raised with the ids\n");
    for (size_t i = 0; i < floors->count; i++) {
        const struct floor *floor = &floors->items[i];
        buf_puts(out, "  ");
        add_place_name(out, floor->path, floor->edit.line);
        buf_printf(out, "  %.*s >=%.*s → >=%.*s\n", STR_ARG(floor->library),
                   STR_ARG(floor->edit.before), STR_ARG(floor->edit.after));
    }
    const struct selection_list *selections = &plan->ledger->selections;
    if (selections->count > 0)
        buf_puts(out, "\nchosen at run time, to be looked up\n");
    for (size_t i = 0; i < selections->count && i < PLAN_SELECTIONS_SHOWN; i++) {
        buf_puts(out, "  ");
        add_place_name(out, selections->items[i].path, selections->items[i].line);
        buf_puts(out, "  ");
        escape_terminal(out, selections->items[i].variable);
        buf_char(out, '\n');
    }
    if (selections->count > PLAN_SELECTIONS_SHOWN)
        buf_printf(out, "  and %zu more, in the JSON\n", selections->count - PLAN_SELECTIONS_SHOWN);
}

static void add_edit(const struct place_edit *edit, struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    if (edit->state == EDIT_WRITTEN) {
        buf_puts(out, "  → ");
        escape_terminal(out, edit->edits.items[0].after);
        return;
    }
    struct str detail = plan_state_detail(edit, &arena);
    buf_printf(out, "  %s", edit_state_names[edit->state]);
    if (detail.len > 0) {
        buf_puts(out, ": ");
        escape_terminal(out, detail);
    }
    const struct edit_list *list = plan_by_hand(edit);
    for (size_t i = 0; i < list->count; i++) {
        buf_puts(out, i > 0 ? ", " : ", by hand ");
        if (i > 0 || !str_equal(list->items[i].before, edit->finding->evidence)) {
            escape_terminal(out, list->items[i].before);
            buf_char(out, ' ');
        }
        buf_puts(out, "→ ");
        escape_terminal(out, list->items[i].after);
    }
}

static void add_places(const struct package *package, struct buf *out)
{
    for (size_t i = 0; i < package->places.count; i++) {
        const struct plan_place *place = &package->places.items[i];
        buf_puts(out, "    ");
        message_points(out, place->cost->own.likely);
        buf_puts(out, "  ");
        add_place_name(out, place->finding->path, place->finding->span.line);
        buf_puts(out, "  ");
        escape_terminal(out, place->finding->evidence);
        add_edit(place->edit, out);
        buf_char(out, '\n');
    }
}

static void add_package(const struct plan *plan, const struct package *package, size_t number,
                        struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct strs after;
    plan_after(plan, package->kind, &arena, &after);
    const struct package_kind *kind = package->kind;
    buf_printf(out, "\n%zu %.*s · ", number, STR_ARG(kind->title));
    add_range(out, package->points);
    buf_puts(out, " points");
    for (size_t i = 0; i < after.count; i++)
        buf_printf(out, "%s%.*s", i ? ", " : " · after ", STR_ARG(after.items[i]));
    for (size_t i = 0; i < package->owners.count; i++) {
        buf_puts(out, i ? ", " : " · ");
        escape_terminal(out, package->owners.items[i]);
    }
    buf_printf(out, "\n  %.*s\n", STR_ARG(kind->why));
    for (size_t i = 0; i < package->work.count; i++) {
        const struct package_work *work = &package->work.items[i];
        if (work->cost->own.high <= 0)
            continue; /* for the record only: the JSON has it */
        buf_puts(out, "    ");
        plan_add_work_points(out, work->cost->own);
        buf_puts(out, "  ");
        escape_terminal(out, work->item->title);
        buf_puts(out, ": ");
        escape_terminal(out, work->cost->terms.items[0].text);
        buf_char(out, '\n');
    }
    add_places(package, out);
    for (size_t i = 0; i < kind->verify.count; i++)
        buf_printf(out, "  [ ] %.*s\n", STR_ARG(kind->verify.items[i]));
}

/* Why places are not edited, in words: each reason that occurs. */
static void add_reasons(const struct plan *plan, struct buf *out)
{
    size_t counts[EDIT_STATE_COUNT] = { 0 };
    for (size_t i = 0; i < plan->package_count; i++) {
        for (size_t j = 0; j < plan->packages[i].places.count; j++)
            counts[plan->packages[i].places.items[j].edit->state]++;
    }
    bool any = false;
    for (int state = EDIT_WRITTEN + 1; state < EDIT_STATE_COUNT; state++) {
        if (counts[state] == 0)
            continue;
        if (!any)
            buf_puts(out, "\nnot edited\n");
        any = true;
        buf_printf(out, "  %4zu  %-18s %s\n", counts[state], edit_state_names[state],
                   edit_state_texts[state]);
    }
}

void plan_text(const struct plan *plan, const struct plan_header *header, struct buf *out)
{
    add_head(plan, header, out);
    add_decisions(plan, out);
    size_t number = 0;
    for (size_t i = 0; i < plan->package_count; i++) {
        if (plan_has_work(&plan->packages[i]))
            add_package(plan, &plan->packages[i], ++number, out);
    }
    add_reasons(plan, out);
    buf_puts(out, "\nWeights are judgement, and no model's quality was measured: docs/effort.md\n");
}
