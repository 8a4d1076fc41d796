/* CSV as in RFC 4180, a row for each finding. A cell that a spreadsheet would take for a formula
 * gets an apostrophe before it. */
#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"

static void add_cell(struct buf *out, struct str text)
{
    CLEANUP(buf_release) struct buf clean = { 0 };
    escape_terminal(&clean, text);
    buf_char(out, '"');
    if (clean.len > 0 && strchr("=+-@", clean.ptr[0]))
        buf_char(out, '\'');
    for (size_t i = 0; i < clean.len; i++) {
        if (clean.ptr[i] == '"')
            buf_char(out, '"');
        buf_char(out, clean.ptr[i]);
    }
    buf_char(out, '"');
}

static void add_row(const struct report *report, const struct finding *finding, struct buf *out)
{
    const struct str cells[] = {
        finding->path,
        str_from(kind_names[finding->kind]),
        str_from(category_names[finding->category]),
        str_from(severity_names[finding->severity]),
        str_from(confidence_names[finding->confidence]),
        str_from(where_names[finding->where]),
        finding->model ? finding->model->id : STR(""),
        finding->host,
        finding->rule->id,
        finding->evidence,
        finding->retirement,
        finding->fingerprint,
    };
    for (size_t i = 0; i < ARRAY_COUNT(cells); i++) {
        if (i > 0)
            buf_char(out, ',');
        add_cell(out, cells[i]);
        if (i == 0)
            buf_printf(out, ",%u,%u", finding->span.line, finding->span.column);
    }
    for (size_t i = 0; i < report->result->targets.count; i++) {
        buf_char(out, ',');
        for (size_t j = 0; j < finding->costs.count; j++) {
            const struct cost *cost = &finding->costs.items[j];
            if (!str_equal(cost->target, report->result->targets.items[i].id))
                continue;
            if (cost->blocker.len > 0)
                buf_puts(out, "blocked");
            else
                message_points(out, cost->alone.likely);
        }
    }
    buf_puts(out, "\r\n");
}

void report_csv(const struct report *report, const struct style *style, struct buf *out)
{
    buf_puts(out, "path,line,column,kind,category,severity,confidence,where,model,host,rule,"
                  "evidence,retirement,fingerprint");
    for (size_t i = 0; i < report->result->targets.count; i++)
        buf_printf(out, ",%.*s", STR_ARG(report->result->targets.items[i].id));
    buf_puts(out, "\r\n");
    for (size_t i = 0; i < report->result->findings.count; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (message_included(style, finding))
            add_row(report, finding, out);
    }
}
