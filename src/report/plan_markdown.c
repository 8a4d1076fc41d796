/* A plan as Markdown: for an issue or a wiki, with boxes to tick. */
#include "report/escape.h"
#include "report/message.h"
#include "report/plan_report.h"

enum { PLACES_SHOWN = 200 }; /* of a package: an issue holds 65,536 characters */

static void add_range(struct buf *out, struct points points)
{
    message_points(out, points.low);
    buf_puts(out, " · **");
    message_points(out, points.likely);
    buf_puts(out, "** · ");
    message_points(out, points.high);
}

static void add_place_name(struct buf *out, struct str path, uint32_t line)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    buf_printf(&text, "%.*s:%u", STR_ARG(path), line);
    escape_markdown_code(out, buf_str(&text));
}

static void add_decisions(const struct plan *plan, struct buf *out)
{
    if (plan->swaps.count > 0)
        buf_puts(out, "\n| model | host | in its place | why | live places |\n"
                      "| --- | --- | --- | --- | ---: |\n");
    for (size_t i = 0; i < plan->swaps.count; i++) {
        const struct plan_swap *swap = &plan->swaps.items[i];
        buf_puts(out, "| ");
        escape_markdown(out, swap->model->id);
        buf_puts(out, " | ");
        escape_markdown(out, swap->host);
        buf_puts(out, " | ");
        escape_markdown(out, swap->equivalent ? swap->equivalent->id : STR("none"));
        buf_puts(out, " | ");
        escape_markdown(out, swap->reason);
        buf_printf(out, " | %zu |\n", swap->place_count);
    }
    buf_puts(out, plan->blockers.count > 0 ? "\n**Blocked**\n\n" : "");
    for (size_t i = 0; i < plan->blockers.count; i++) {
        const struct plan_blocker *blocker = &plan->blockers.items[i];
        buf_puts(out, "- ");
        escape_markdown(out, blocker->text);
        if (blocker->path.len > 0) {
            buf_puts(out, " at ");
            add_place_name(out, blocker->path, blocker->line);
        }
        if (blocker->way_round.len > 0) {
            buf_puts(out, "; way round: ");
            escape_markdown(out, blocker->way_round);
        }
        buf_char(out, '\n');
    }
    const struct floors *floors = &plan->edits->floors;
    if (floors->count > 0)
        buf_puts(out, "\n## Least versions that are raised with the ids\n\n");
    for (size_t i = 0; i < floors->count; i++) {
        const struct floor *floor = &floors->items[i];
        buf_puts(out, "- [ ] ");
        add_place_name(out, floor->path, floor->edit.line);
        buf_printf(out, " %.*s `>=%.*s` → `>=%.*s`\n", STR_ARG(floor->library),
                   STR_ARG(floor->edit.before), STR_ARG(floor->edit.after));
    }
    const struct selection_list *selections = &plan->ledger->selections;
    buf_puts(out, selections->count > 0 ? "\n**Chosen at run time, to be looked up**\n\n" : "");
    for (size_t i = 0; i < selections->count && i < PLAN_SELECTIONS_SHOWN; i++) {
        buf_puts(out, "- ");
        add_place_name(out, selections->items[i].path, selections->items[i].line);
        buf_char(out, ' ');
        escape_markdown_code(out, selections->items[i].variable);
        buf_char(out, '\n');
    }
    if (selections->count > PLAN_SELECTIONS_SHOWN)
        buf_printf(out, "- and %zu more, in the JSON\n", selections->count - PLAN_SELECTIONS_SHOWN);
}

static void add_place(const struct plan_place *place, struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    const struct place_edit *edit = place->edit;
    struct str detail = plan_state_detail(edit, &arena);
    buf_puts(out, "- [ ] ");
    add_place_name(out, place->finding->path, place->finding->span.line);
    buf_char(out, ' ');
    escape_markdown_code(out, place->finding->evidence);
    if (edit->state == EDIT_WRITTEN) {
        buf_puts(out, " → ");
        escape_markdown_code(out, edit->edits.items[0].after);
    } else {
        buf_printf(out, ": %s", edit_state_texts[edit->state]);
    }
    if (detail.len > 0) {
        buf_puts(out, " (");
        escape_markdown(out, detail);
        buf_char(out, ')');
    }
    const struct edit_list *list = plan_by_hand(edit);
    for (size_t i = 0; i < list->count && edit->state != EDIT_WRITTEN; i++) {
        buf_puts(out, i ? ", " : "; by hand ");
        escape_markdown_code(out, list->items[i].before);
        buf_puts(out, " → ");
        escape_markdown_code(out, list->items[i].after);
    }
    for (size_t i = 0; i < place->owners.count; i++) {
        buf_puts(out, i ? ", " : " · ");
        escape_markdown(out, place->owners.items[i]);
    }
    buf_char(out, '\n');
}

static void add_package(const struct plan *plan, const struct package *package, size_t number,
                        struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct strs after;
    plan_after(plan, package->kind, &arena, &after);
    const struct package_kind *kind = package->kind;
    buf_printf(out, "\n## %zu. %.*s (", number, STR_ARG(kind->title));
    add_range(out, package->points);
    buf_printf(out, " points)\n\n%.*s", STR_ARG(kind->why));
    for (size_t i = 0; i < after.count; i++)
        buf_printf(out, "%s%.*s", i ? ", " : " After: ", STR_ARG(after.items[i]));
    buf_puts(out, after.count > 0 ? ".\n\n" : "\n\n");
    for (size_t i = 0; i < package->work.count; i++) {
        const struct package_work *work = &package->work.items[i];
        if (work->cost->own.high <= 0)
            continue;
        buf_puts(out, "- [ ] **");
        plan_add_work_points(out, work->cost->own);
        buf_puts(out, "** ");
        escape_markdown(out, work->item->title);
        buf_puts(out, ": ");
        escape_markdown(out, work->cost->terms.items[0].text);
        buf_char(out, '\n');
    }
    for (size_t i = 0; i < package->places.count && i < PLACES_SHOWN; i++)
        add_place(&package->places.items[i], out);
    if (package->places.count > PLACES_SHOWN)
        buf_printf(out, "- and %zu more, see the JSON\n", package->places.count - PLACES_SHOWN);
    buf_puts(out, kind->verify.count > 0 ? "\nDone when:\n\n" : "");
    for (size_t i = 0; i < kind->verify.count; i++)
        buf_printf(out, "- [ ] %.*s\n", STR_ARG(kind->verify.items[i]));
}

void plan_markdown(const struct plan *plan, const struct plan_header *header, struct buf *out)
{
    size_t edited;
    size_t count = plan_place_count(plan, &edited);
    buf_puts(out, "# Plan: from Llama to ");
    escape_markdown(out, plan->target->name);
    buf_puts(out, "\n\n");
    escape_markdown(out, header->scan_name);
    buf_printf(out, ", %.*s: ", STR_ARG(header->today));
    plan_add_count(out, count, "place", "places");
    buf_puts(out, ", ");
    add_range(out, plan->target->points);
    buf_printf(out, " points (low, likely, high); %zu can be edited by `--patch` or `--apply`.\n",
               edited);
    add_decisions(plan, out);
    size_t number = 0;
    for (size_t i = 0; i < plan->package_count; i++) {
        if (plan_has_work(&plan->packages[i]))
            add_package(plan, &plan->packages[i], ++number, out);
    }
    buf_puts(out, "\nWeights are judgement, and no model's quality was measured.\n");
}
