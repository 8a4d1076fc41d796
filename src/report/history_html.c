/* The history as one HTML page that asks for nothing else. There is no script in it: a content-
 * security-policy allows the one style by its hash, and nothing more. */
#include "report/history_report.h"
#include "report/page.h"

enum { PLACES_SHOWN = 3000, PERIODS_SHOWN = 20, CHART_HEIGHT = 180, ID_DIGITS = 9 };

struct writer {
    const struct history_report *report;
    struct buf *out;
    struct arena *arena;
};

static const char *const styles[] = { "html/style.css", "html/history.css" };

static void add_text(const struct writer *w, struct str text)
{
    page_add_text(w->out, text);
}

static void add_style(const struct writer *w)
{
    page_add_files(w->out, styles, ARRAY_COUNT(styles));
}

static void add_policy(const struct writer *w)
{
    buf_puts(w->out, "default-src 'none'; base-uri 'none'; form-action 'none'; style-src ");
    page_add_hash(w->out, styles, ARRAY_COUNT(styles));
}

static void add_name(const struct writer *w)
{
    add_text(w, w->report->scan_name);
}

static void add_title(const struct writer *w)
{
    buf_puts(w->out, "History of the Llama dependencies of ");
    add_name(w);
}

static struct str date_of(const struct writer *w, const struct commit *commit)
{
    return history_date(commit->time, w->arena);
}

static void add_run(const struct writer *w)
{
    const struct history_report *report = w->report;
    const struct history *history = report->history;
    add_text(w, report->branch);
    buf_puts(w->out, " at ");
    history_add_id(w->out, history->last, ID_DIGITS);
    buf_printf(w->out, " · %.*s to %.*s · llama-audit %.*s, rules as of %.*s",
               STR_ARG(date_of(w, history->first)), STR_ARG(date_of(w, history->last)),
               STR_ARG(report->version), STR_ARG(report->ruleset->as_of));
}

static void add_headline(const struct writer *w)
{
    const struct history *history = w->report->history;
    history_add_count(w->out, history->now, "dependency", "dependencies");
    buf_puts(w->out, " on ");
    history_add_count(w->out, history_models_now(history), "model", "models");
    buf_puts(w->out, " today");
}

static void add_besides(const struct writer *w)
{
    const struct history *history = w->report->history;
    history_add_count(w->out, history->lives.count - history->beside_count, "place", "places");
    buf_puts(w->out, " ever, of ");
    history_add_count(w->out, history->models.count, "model", "models");
    buf_printf(w->out, ": %zu gone, %zu came back, %zu moved to another file", history->gone,
               history->returned, history->moved);
    if (history->beside_count > 0)
        buf_printf(w->out, "; %zu more only ever in commits beside the branch",
                   history->beside_count);
}

/* ---- months ---- */

/** Thousandths of the width or height, as per cent with one digit. */
static void add_percent(struct buf *out, const char *name, size_t value, size_t most)
{
    size_t part = most > 0 ? value * 1000 / most : 0;
    buf_printf(out, " %s=\"%zu.%zu%%\"", name, part / 10, part % 10);
}

static size_t most_there(const struct months *months)
{
    size_t most = 0;
    for (size_t i = 0; i < months->count; i++)
        most = months->items[i].there > most ? months->items[i].there : most;
    return most;
}

/** A bar for each month; the table below has the numbers. */
static void add_chart(const struct writer *w)
{
    const struct months *months = &w->report->history->months;
    struct buf *out = w->out;
    size_t most = most_there(months);
    if (months->count == 0)
        return;
    buf_printf(out, "<svg class=\"month-chart\" role=\"img\" width=\"100%%\" height=\"%d\" "
                    "aria-label=\"Dependencies at the end of each month, %s to %s, at most %zu. "
                    "The table below has the numbers.\">\n",
               CHART_HEIGHT + 20, months->items[0].name, months->items[months->count - 1].name,
               most);
    size_t years = months->count / 12 + 1;
    for (size_t i = 0; i < months->count; i++) {
        const struct month *month = &months->items[i];
        size_t height = most > 0 ? month->there * CHART_HEIGHT / most : 0;
        if (month->there > 0 && height == 0)
            height = 1;
        buf_puts(out, "<rect class=\"value\"");
        add_percent(out, "x", i * 10 + 1, months->count * 10);
        add_percent(out, "width", 8, months->count * 10);
        buf_printf(out, " y=\"%zu\" height=\"%zu\"><title>%s: %zu there, %zu came, %zu went"
                        "</title></rect>\n",
                   CHART_HEIGHT - height, height, month->name, month->there, month->came,
                   month->went);
        bool january = strcmp(month->name + 5, "01") == 0;
        if (i == 0 || (january && (years < 12 || month->name[3] % 5 == 0))) {
            buf_puts(out, "<text");
            add_percent(out, "x", i, months->count);
            buf_printf(out, " y=\"%d\">%.*s</text>\n", CHART_HEIGHT + 16, i == 0 ? 7 : 4,
                       month->name);
        }
    }
    buf_puts(out, "</svg>\n");
}

static void add_cell(struct buf *out, const char *label, size_t value)
{
    buf_printf(out, "<td class=\"number\" data-label=\"%s\">%zu</td>", label, value);
}

static void add_months(const struct writer *w)
{
    const struct months *months = &w->report->history->months;
    struct buf *out = w->out;
    if (months->count == 0)
        return;
    buf_puts(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                  "aria-label=\"Table by month\"><table class=\"months\">\n"
                  "<caption>Months in which something came or went</caption>\n"
                  "<thead><tr><th scope=\"col\">month</th><th scope=\"col\" class=\"number\">came"
                  "</th><th scope=\"col\" class=\"number\">went</th><th scope=\"col\" "
                  "class=\"number\">there at its end</th><th scope=\"col\" class=\"number\">models"
                  "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < months->count; i++) {
        const struct month *month = &months->items[i];
        if (month->came == 0 && month->went == 0 && i + 1 < months->count)
            continue;
        buf_printf(out, "<tr><th scope=\"row\">%s</th>", month->name);
        add_cell(out, "came", month->came);
        add_cell(out, "went", month->went);
        add_cell(out, "there", month->there);
        add_cell(out, "models", month->models);
        buf_puts(out, "</tr>\n");
    }
    buf_puts(out, "</tbody></table></div>\n");
}

/* ---- models ---- */

/** Where a time lies between the first and the last commit, in thousandths. */
static size_t place_in(const struct writer *w, int64_t time)
{
    int64_t first = w->report->history->first->time;
    int64_t span = w->report->history->last->time - first;
    if (time <= first || span <= 0)
        return 0;
    return time - first >= span ? 1000 : (size_t)((time - first) / (span / 1000 + 1));
}

static void add_lines(const struct writer *w, const struct periods *periods)
{
    buf_puts(w->out, "<svg width=\"100%\" height=\"14\" aria-hidden=\"true\"><rect class=\"rail\" "
                     "y=\"6\" width=\"100%\" height=\"2\"/>");
    for (size_t i = 0; i < periods->count; i++) {
        const struct period *period = &periods->items[i];
        size_t from = place_in(w, period->from.on_branch->time);
        size_t to = period->open ? 1000 : place_in(w, period->to.on_branch->time);
        buf_puts(w->out, "<line class=\"line\"");
        add_percent(w->out, "x1", from, 1000);
        add_percent(w->out, "x2", to < from + 4 ? from + 4 : to, 1000);
        buf_puts(w->out, " y1=\"7\" y2=\"7\"/>");
    }
    buf_puts(w->out, "</svg>");
}

static void add_dates(const struct writer *w, const struct periods *periods, bool commits)
{
    for (size_t i = 0; i < periods->count && i < PERIODS_SHOWN; i++) {
        const struct period *period = &periods->items[i];
        buf_puts(w->out, i > 0 ? "<br>" : "");
        history_add_period(w->out, period);
        if (!commits)
            continue;
        buf_puts(w->out, " <code class=\"quiet\">");
        history_add_id(w->out, period->from.written, ID_DIGITS);
        if (!period->open) {
            buf_puts(w->out, " ");
            history_add_id(w->out, period->to.written, ID_DIGITS);
        }
        buf_puts(w->out, "</code>");
    }
    if (periods->count > PERIODS_SHOWN)
        buf_printf(w->out, "<br>and %zu more", periods->count - PERIODS_SHOWN);
}

static void add_models(const struct writer *w)
{
    const struct model_lives *models = &w->report->history->models;
    struct buf *out = w->out;
    if (models->count == 0) {
        buf_puts(out, "<p>None.</p>\n");
        return;
    }
    buf_puts(out, "<table class=\"lives cards\">\n<caption>Models in the order in which they came"
                  "</caption>\n<thead><tr><th scope=\"col\">model</th><th scope=\"col\" "
                  "class=\"number\">today</th><th scope=\"col\" class=\"number\">most</th>"
                  "<th scope=\"col\" class=\"picture\">");
    buf_printf(out, "%.*s to %.*s</th><th scope=\"col\">there</th></tr></thead>\n<tbody>\n",
               STR_ARG(date_of(w, w->report->history->first)),
               STR_ARG(date_of(w, w->report->history->last)));
    for (size_t i = 0; i < models->count; i++) {
        const struct model_life *life = &models->items[i];
        buf_printf(out, "<tr%s><th scope=\"row\">", life->now == 0 ? " class=\"gone\"" : "");
        add_text(w, life->model->id);
        buf_puts(out, "</th>");
        add_cell(out, "today", life->now);
        add_cell(out, "most", life->most);
        buf_puts(out, "<td class=\"picture\" data-label=\"time\">");
        add_lines(w, &life->periods);
        buf_puts(out, "</td><td class=\"dates\" data-label=\"there\">");
        add_dates(w, &life->periods, false);
        buf_puts(out, "</td></tr>\n");
    }
    buf_puts(out, "</tbody></table>\n");
}

/* ---- places ---- */

static void add_place(const struct writer *w, const struct life *life)
{
    const struct dependency *dependency = life->dependency;
    struct buf *out = w->out;
    buf_printf(out, "<tr%s><th scope=\"row\" class=\"place\">", life->there ? "" : " class=\"gone\"");
    add_text(w, history_path(w->report, life));
    buf_printf(out, ":%u", life->line);
    if (life->count > 1)
        buf_printf(out, " ×%zu", life->count);
    for (size_t i = 0; i < life->formerly.count; i++) {
        buf_puts(out, "<br><span class=\"quiet\">formerly ");
        add_text(w, life->formerly.items[i]);
        buf_puts(out, "</span>");
    }
    buf_puts(out, "</th><td data-label=\"model\">");
    add_text(w, dependency->model ? dependency->model->id : STR("–"));
    buf_printf(out, "</td><td data-label=\"category\">%s</td><td class=\"dates\" "
                    "data-label=\"there\">",
               category_names[dependency->category]);
    add_dates(w, &life->periods, true);
    buf_puts(out, "</td></tr>\n");
}

static void add_places(const struct writer *w)
{
    const struct history *history = w->report->history;
    struct buf *out = w->out;
    size_t count = history->lives.count - history->beside_count;
    if (count == 0) {
        buf_puts(out, "<p>None.</p>\n");
        return;
    }
    if (count > PLACES_SHOWN)
        buf_printf(out, "<p class=\"notice\">The first %d of %zu; the JSON report has all.</p>\n",
                   PLACES_SHOWN, count);
    buf_puts(out, "<table class=\"places cards\">\n<caption>Each with the commits that wrote it "
                  "and took it away</caption>\n<thead><tr><th scope=\"col\">place</th>"
                  "<th scope=\"col\">model</th><th scope=\"col\">category</th>"
                  "<th scope=\"col\">there</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count && i < PLACES_SHOWN; i++)
        add_place(w, &history->lives.items[i]);
    buf_puts(out, "</tbody></table>\n");
}

static void add_coverage(const struct writer *w)
{
    buf_puts(w->out, "<p>");
    CLEANUP(buf_release) struct buf text = { 0 };
    history_coverage(w->report, &text);
    add_text(w, buf_str(&text));
    buf_puts(w->out, "</p>\n");
    for (size_t i = 0; i < w->report->ledger->notes.count; i++) {
        buf_puts(w->out, "<p class=\"notice\">");
        add_text(w, w->report->ledger->notes.items[i]);
        buf_puts(w->out, "</p>\n");
    }
}

/* ---- the page ---- */

static const struct {
    const char *name;
    void (*add)(const struct writer *w);
} parts[] = {
    { "besides", add_besides },   { "chart", add_chart },   { "coverage", add_coverage },
    { "headline", add_headline }, { "models", add_models }, { "months", add_months },
    { "name", add_name },         { "places", add_places }, { "policy", add_policy },
    { "run", add_run },           { "style", add_style },   { "title", add_title },
};

static void add_part(void *context, struct str name, struct buf *out)
{
    (void)out;
    for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
        if (str_is(name, parts[i].name))
            parts[i].add(context);
    }
}

void history_html(const struct history_report *report, const struct style *style, struct buf *out)
{
    (void)style;
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct writer writer = { report, out, &arena };
    page_fill("html/history.html", add_part, &writer, out);
}
