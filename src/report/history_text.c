/* The history for a person at a terminal: what is there, by month, by model, and what came and went
 * last. */
#include <stdlib.h>

#include "report/escape.h"
#include "report/history_report.h"

enum {
    DEFAULT_WIDTH = 100,
    MONTHS_SHOWN = 36,
    MODELS_SHOWN = 30,
    EVENTS_SHOWN = 10,
    PERIODS_SHOWN = 3,
    ID_DIGITS = 9,
    BAR_WIDTH = 40,
};

struct writer {
    const struct history_report *report;
    const struct style *style;
    struct buf *out;
    struct arena *arena;
};

#define BOLD "1"
#define DIM "2"
#define RED "31"
#define GREEN "32"
#define CYAN "36"

static void add_colored(const struct writer *w, const char *color, struct str text)
{
    if (w->style->color)
        buf_printf(w->out, "\033[%sm", color);
    buf_add(w->out, text);
    if (w->style->color)
        buf_puts(w->out, "\033[0m");
}

static void add_heading(const struct writer *w, const char *text)
{
    buf_char(w->out, '\n');
    add_colored(w, BOLD, str_from(text));
    buf_char(w->out, '\n');
}

static const char *plural(size_t count, const char *one, const char *many)
{
    return count == 1 ? one : many;
}

static struct str date_of(const struct writer *w, const struct commit *commit)
{
    return history_date(commit->time, w->arena);
}

static struct str id_of(const struct writer *w, const struct commit *commit)
{
    CLEANUP(buf_release) struct buf id = { 0 };
    history_add_id(&id, commit, ID_DIGITS);
    return arena_str(w->arena, buf_str(&id));
}

/* ---- head ---- */

static void add_head(const struct writer *w)
{
    const struct history_report *report = w->report;
    const struct history *history = report->history;
    struct buf *out = w->out;
    buf_printf(out, "llama-audit %.*s · rules as of %.*s · history of ", STR_ARG(report->version),
               STR_ARG(report->ruleset->as_of));
    escape_terminal(out, report->scan_name);
    buf_puts(out, " @ ");
    if (!str_is(report->branch, "HEAD")) {
        escape_terminal(out, report->branch);
        buf_char(out, ' ');
    }
    buf_printf(out, "%.*s", STR_ARG(id_of(w, history->last)));
    buf_printf(out, " · %.*s to %.*s\n\n", STR_ARG(date_of(w, history->first)),
               STR_ARG(date_of(w, history->last)));
}

void history_add_period(struct buf *out, const struct period *period)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct str from = history_date(period->from.on_branch->time, &arena);
    buf_printf(out, "%s%.*s to ", period->from.earlier ? "before " : "", STR_ARG(from));
    if (period->open)
        buf_puts(out, "today");
    else
        buf_add(out, history_date(period->to.on_branch->time, &arena));
}

size_t history_models_now(const struct history *history)
{
    size_t count = 0;
    for (size_t i = 0; i < history->models.count; i++)
        count += history->models.items[i].now > 0;
    return count;
}

void history_add_count(struct buf *out, size_t count, const char *one, const char *many)
{
    buf_printf(out, "%zu %s", count, plural(count, one, many));
}

static void add_summary(const struct writer *w)
{
    const struct history *history = w->report->history;
    struct buf *out = w->out;
    size_t ever = history->lives.count - history->beside_count;
    if (ever == 0 && history->beside_count == 0) {
        buf_puts(out, "no dependency on a Llama model, today or in any commit\n");
        return;
    }
    CLEANUP(buf_release) struct buf line = { 0 };
    history_add_count(&line, history->now, "dependency", "dependencies");
    buf_puts(&line, " on ");
    history_add_count(&line, history_models_now(history), "model", "models");
    buf_puts(&line, " today");
    add_colored(w, BOLD, buf_str(&line));
    buf_puts(out, "; ");
    history_add_count(out, ever, "place", "places");
    buf_puts(out, " ever, of ");
    history_add_count(out, history->models.count, "model", "models");
    buf_printf(out, ": %zu gone", history->gone);
    if (history->returned > 0)
        buf_printf(out, ", %zu came back", history->returned);
    if (history->moved > 0)
        buf_printf(out, ", %zu moved to another file", history->moved);
    buf_char(out, '\n');
    if (history->beside_count > 0)
        buf_printf(out, "%zu more %s only ever in commits beside the branch, not in a state of it\n",
                   history->beside_count, plural(history->beside_count, "was", "were"));
}

void history_coverage(const struct history_report *report, struct buf *out)
{
    history_add_count(out, report->commits->order_count, "commit", "commits");
    buf_printf(out, " (%u of the branch), ", report->commits->branch_count);
    history_add_count(out, report->versions->count, "version", "versions");
    buf_puts(out, " of ");
    history_add_count(out, report->versions->paths.count, "file", "files");
    for (int reason = 0; reason < SKIP_REASON_COUNT; reason++) {
        size_t count = report->sightings->skipped[reason];
        if (count > 0)
            buf_printf(out, ", %zu %s", count, skip_reason_name((enum skip_reason)reason));
    }
}

static void add_coverage(const struct writer *w)
{
    const struct history_report *report = w->report;
    buf_puts(w->out, "\ncoverage: ");
    history_coverage(report, w->out);
    buf_char(w->out, '\n');
    for (size_t i = 0; i < report->ledger->notes.count; i++) {
        buf_puts(w->out, "note: ");
        escape_terminal(w->out, report->ledger->notes.items[i]);
        buf_char(w->out, '\n');
    }
}

/* ---- months ---- */

/** A bar of blocks, an eighth of a column fine; something is never nothing. */
static void add_bar(const struct writer *w, size_t value, size_t most)
{
    static const char *const eighths[] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    size_t length = most > 0 ? value * BAR_WIDTH * 8 / most : 0;
    if (value > 0 && length == 0)
        length = 1;
    CLEANUP(buf_release) struct buf bar = { 0 };
    for (size_t i = 0; i < length / 8; i++)
        buf_puts(&bar, "█");
    buf_puts(&bar, eighths[length % 8]);
    add_colored(w, CYAN, buf_str(&bar));
}

static bool has_news(const struct month *month, bool last)
{
    return last || month->came > 0 || month->went > 0;
}

static void add_count(const struct writer *w, size_t count, const char *color)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (count > 0)
        buf_printf(&text, "%zu", count);
    else
        buf_puts(&text, "·");
    buf_fill(w->out, ' ', 7 - (int)text_width(buf_str(&text)));
    add_colored(w, count > 0 ? color : DIM, buf_str(&text));
}

static void add_months(const struct writer *w)
{
    const struct months *months = &w->report->history->months;
    size_t rows = 0;
    size_t most = 0;
    for (size_t i = 0; i < months->count; i++) {
        rows += has_news(&months->items[i], i + 1 == months->count);
        most = months->items[i].there > most ? months->items[i].there : most;
    }
    if (rows == 0)
        return;
    size_t hidden = w->style->verbose || rows <= MONTHS_SHOWN ? 0 : rows - MONTHS_SHOWN;
    add_heading(w, "  month       came   went  there models");
    for (size_t i = 0, row = 0; i < months->count; i++) {
        const struct month *month = &months->items[i];
        if (!has_news(month, i + 1 == months->count) || row++ < hidden)
            continue;
        buf_printf(w->out, "  %s  ", month->name);
        add_count(w, month->came, GREEN);
        add_count(w, month->went, RED);
        add_count(w, month->there, BOLD);
        add_count(w, month->models, "0");
        buf_puts(w->out, "  ");
        add_bar(w, month->there, most);
        buf_char(w->out, '\n');
    }
    if (hidden > 0)
        buf_printf(w->out, "  %zu earlier %s: -v\n", hidden, plural(hidden, "month", "months"));
}

/* ---- models ---- */

static void add_periods(const struct writer *w, const struct periods *periods)
{
    size_t hidden = w->style->verbose || periods->count <= PERIODS_SHOWN
                        ? 0
                        : periods->count - PERIODS_SHOWN;
    if (hidden > 0) {
        history_add_period(w->out, &periods->items[0]);
        buf_printf(w->out, ", %zu more, ", hidden);
    }
    for (size_t i = hidden + (hidden > 0); i < periods->count; i++) {
        buf_puts(w->out, i > hidden + (hidden > 0) ? ", " : "");
        history_add_period(w->out, &periods->items[i]);
    }
}

/** What is there first, the most used before the others; then what is gone, the last first. */
static int compare_models(const void *a, const void *b)
{
    const struct model_life *x = *(const struct model_life *const *)a;
    const struct model_life *y = *(const struct model_life *const *)b;
    if (x->now != y->now)
        return x->now > y->now ? -1 : 1;
    if (x->now == 0) {
        int64_t x_end = x->periods.items[x->periods.count - 1].to.on_branch->time;
        int64_t y_end = y->periods.items[y->periods.count - 1].to.on_branch->time;
        if (x_end != y_end)
            return x_end > y_end ? -1 : 1;
    }
    return str_compare(x->model->id, y->model->id);
}

static void add_models(const struct writer *w)
{
    const struct model_lives *models = &w->report->history->models;
    const struct model_life **sorted = arena_array(w->arena, models->count, sizeof *sorted);
    size_t count = 0;
    size_t width = strlen("model");
    for (size_t i = 0; i < models->count; i++) {
        if (models->items[i].periods.count == 0) /* came and went within one commit */
            continue;
        sorted[count++] = &models->items[i];
        if (models->items[i].model->id.len > width)
            width = models->items[i].model->id.len;
    }
    if (count == 0)
        return;
    qsort(sorted, count, sizeof(struct model_life *), compare_models);
    size_t shown = w->style->verbose || count < MODELS_SHOWN ? count : MODELS_SHOWN;
    CLEANUP(buf_release) struct buf head = { 0 };
    buf_puts(&head, "  model");
    buf_fill(&head, ' ', (int)(width - strlen("model")));
    buf_puts(&head, "    now   most  there");
    buf_char(&head, '\0');
    add_heading(w, head.ptr);
    for (size_t i = 0; i < shown; i++) {
        const struct model_life *life = sorted[i];
        buf_puts(w->out, "  ");
        add_colored(w, life->now > 0 ? CYAN : DIM, life->model->id);
        buf_fill(w->out, ' ', (int)(width - life->model->id.len));
        add_count(w, life->now, BOLD);
        add_count(w, life->most, "0");
        buf_puts(w->out, "  ");
        add_periods(w, &life->periods);
        buf_char(w->out, '\n');
    }
    if (shown < count)
        buf_printf(w->out, "  %zu more: -v\n", count - shown);
}

/* ---- what came and went ---- */

/** The beginning or the end of a life. */
struct happening {
    const struct life *life;
    const struct event *event;
};

static int compare_happenings(const void *a, const void *b)
{
    const struct happening *x = a;
    const struct happening *y = b;
    if (x->event->on_branch->time != y->event->on_branch->time)
        return x->event->on_branch->time > y->event->on_branch->time ? -1 : 1;
    return x->life < y->life ? -1 : x->life > y->life;
}

/** The model, or what it is without one. */
static struct str name_of(const struct life *life)
{
    const struct dependency *dependency = life->dependency;
    return dependency->model ? dependency->model->id : str_from(category_names[dependency->category]);
}

static void add_place(const struct writer *w, const struct life *life, size_t width)
{
    struct str name = name_of(life);
    add_colored(w, CYAN, name);
    buf_fill(w->out, ' ', (int)width - (int)name.len + 2);
    escape_terminal(w->out, history_path(w->report, life));
    buf_printf(w->out, ":%u", life->line);
    if (life->count > 1)
        buf_printf(w->out, " ×%zu", life->count);
    if (life->formerly.count > 0) {
        buf_puts(w->out, ", formerly ");
        escape_terminal(w->out, life->formerly.items[life->formerly.count - 1]);
    }
}

static void add_happening(const struct writer *w, const struct happening *happening, size_t width)
{
    const struct event *event = happening->event;
    buf_printf(w->out, "  %.*s  ", STR_ARG(date_of(w, event->on_branch)));
    add_colored(w, DIM, id_of(w, event->written));
    buf_puts(w->out, "  ");
    add_place(w, happening->life, width);
    buf_char(w->out, '\n');
}

static void add_happenings(const struct writer *w, bool ends)
{
    const struct lives *lives = &w->report->history->lives;
    struct happening *list = arena_array(w->arena, lives->count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < lives->count; i++) {
        const struct periods *periods = &lives->items[i].periods;
        const struct period *last = periods->count ? &periods->items[periods->count - 1] : NULL;
        if (!last || (ends && last->open) || (!ends && last->from.earlier))
            continue;
        list[count++] = (struct happening){ &lives->items[i], ends ? &last->to : &last->from };
    }
    if (count == 0)
        return;
    qsort(list, count, sizeof *list, compare_happenings);
    add_heading(w, ends ? "  went last" : "  came last");
    size_t width = 0;
    for (size_t i = 0; i < count && i < EVENTS_SHOWN; i++) {
        size_t len = name_of(list[i].life).len;
        width = len > width ? len : width;
    }
    for (size_t i = 0; i < count && i < EVENTS_SHOWN; i++)
        add_happening(w, &list[i], width);
}

static void add_life(const struct writer *w, const struct life *life)
{
    buf_puts(w->out, "  ");
    add_place(w, life, name_of(life).len);
    buf_puts(w->out, "\n      ");
    for (size_t i = 0; i < life->periods.count; i++) {
        const struct period *period = &life->periods.items[i];
        buf_puts(w->out, i > 0 ? ", " : "");
        history_add_period(w->out, period);
        buf_puts(w->out, " (");
        add_colored(w, DIM, id_of(w, period->from.written));
        if (!period->open) {
            buf_puts(w->out, ", ");
            add_colored(w, DIM, id_of(w, period->to.written));
        }
        buf_char(w->out, ')');
    }
    buf_char(w->out, '\n');
}

static void add_lives(const struct writer *w)
{
    const struct history *history = w->report->history;
    size_t count = history->lives.count - history->beside_count;
    if (count == 0)
        return;
    if (!w->style->verbose) {
        add_happenings(w, false);
        add_happenings(w, true);
        buf_puts(w->out, "\nevery place with its dates and commits: -v, or -f json\n");
        return;
    }
    add_heading(w, "  every place");
    for (size_t i = 0; i < count; i++)
        add_life(w, &history->lives.items[i]);
}

void history_text(const struct history_report *report, const struct style *style, struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct writer writer = { report, style, out, &arena };
    add_head(&writer);
    add_summary(&writer);
    if (!style->brief) {
        add_months(&writer);
        add_models(&writer);
        add_lives(&writer);
    }
    add_coverage(&writer);
}
