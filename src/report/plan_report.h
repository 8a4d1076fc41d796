/**
 * A plan for people and for programs. docs/plan.md describes the JSON.
 */
#ifndef REPORT_PLAN_REPORT_H
#define REPORT_PLAN_REPORT_H

#include "base/buf.h"
#include "plan/plan.h"
#include "plan/prompts.h"

/** Places that choose their model at run time: more are a number only, for people. */
enum { PLAN_SELECTIONS_SHOWN = 10 };

struct plan_header {
    struct str version;   /* of the tool */
    struct str as_of;     /* of the data */
    struct str scan_name; /* "support-bot" */
    struct str revision;
    struct str today;
};

void plan_text(const struct plan *plan, const struct plan_header *header, struct buf *out);
void plan_markdown(const struct plan *plan, const struct plan_header *header, struct buf *out);
void plan_json(const struct plan *plan, const struct plan_header *header, struct buf *out);

/** The prompts as JSON lines: docs/prompts.md describes them. */
void plan_prompts(const struct prompts *prompts, struct buf *out);

/** "1 place", "3 places" */
void plan_add_count(struct buf *out, size_t count, const char *one, const char *many);

/** The likely points of shared work; "≤5" for what counts only in the upper estimate. */
void plan_add_work_points(struct buf *out, struct points points);

/** How many places there are in all packages, and how many of them can be edited. */
size_t plan_place_count(const struct plan *plan, size_t *ret_edited);

/** What is to be changed by hand, and to what; of a place that is not alone, its edits. */
const struct edit_list *plan_by_hand(const struct place_edit *edit);

bool plan_has_work(const struct package *package);

/** The packages of this plan that one waits for: those without work are looked through. */
void plan_after(const struct plan *plan, const struct package_kind *kind, struct arena *arena,
                struct strs *ret);

/** What is left when it is bound or lacks something: " (app/prompts.py:12)", or "". */
struct str plan_state_detail(const struct place_edit *edit, struct arena *arena);

#endif
