/* JUnit XML, as the Ant and Jenkins schemas have it: a test case for each dependency, failed where
 * the gate counts it, so that a run without --fail-on is green. */
#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"

/* Text for XML 1.0, where most control characters may not stand even escaped. */
static void add_xml(struct buf *out, struct str text)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        switch (safe.ptr[i]) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        default: buf_char(out, safe.ptr[i]);
        }
    }
}

static void add_case(const struct report *report, const struct finding *finding, struct buf *out)
{
    buf_puts(out, "    <testcase classname=\"");
    add_xml(out, finding->rule->id);
    buf_puts(out, "\" name=\"");
    add_xml(out, finding->path);
    buf_printf(out, ":%u:%u\" file=\"", finding->span.line, finding->span.column);
    add_xml(out, finding->path);
    buf_printf(out, "\" line=\"%u\"", finding->span.line);
    if (!gate_fails(report->gate, finding)) {
        buf_puts(out, "/>\n");
        return;
    }
    CLEANUP(buf_release) struct buf message = { 0 };
    message_write(&message, finding);
    buf_printf(out, ">\n      <failure type=\"%s\" message=\"", severity_names[finding->severity]);
    add_xml(out, buf_str(&message));
    buf_puts(out, "\">");
    add_xml(out, finding->snippet);
    buf_puts(out, "</failure>\n    </testcase>\n");
}

static bool has_case(const struct finding *finding)
{
    return finding->kind == KIND_DEPENDENCY || finding->kind == KIND_AUDIT;
}

void report_junit(const struct report *report, const struct style *style, struct buf *out)
{
    (void)style;
    const struct findings *findings = &report->result->findings;
    size_t cases = 0;
    for (size_t i = 0; i < findings->count; i++)
        cases += has_case(findings->items[i]);

    /* What fails a run without being a finding is a case of its own. */
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs failures = message_failures(report, &scratch);
    size_t tests = cases + failures.count ? cases + failures.count : 1;
    buf_printf(out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<testsuites>\n"
               "  <testsuite name=\"llama-audit\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" "
               "skipped=\"0\" time=\"0\">\n",
               tests, report->failing + failures.count);
    for (size_t i = 0; i < findings->count; i++) {
        if (has_case(findings->items[i]))
            add_case(report, findings->items[i], out);
    }
    for (size_t i = 0; i < failures.count; i++) {
        buf_puts(out, "    <testcase classname=\"llama-audit\" name=\"run\">\n"
                      "      <failure type=\"run\" message=\"");
        add_xml(out, failures.items[i]);
        buf_puts(out, "\"/>\n    </testcase>\n");
    }
    if (cases + failures.count == 0)
        buf_puts(out, "    <testcase classname=\"llama-audit\" name=\"no Llama dependency\"/>\n");
    buf_puts(out, "  </testsuite>\n</testsuites>\n");
}
