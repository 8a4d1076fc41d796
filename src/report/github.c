/* GitHub Actions workflow commands. Data and properties have escapes of their own, so that text of
 * the scanned tree cannot start a command.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
#include "report/escape.h"
#include "report/formats.h"
#include "report/message.h"

static void add_escaped(struct buf *out, struct str text, bool property)
{
    CLEANUP(buf_release) struct buf clean = { 0 };
    escape_lines(&clean, text);
    for (size_t i = 0; i < clean.len; i++) {
        char c = clean.ptr[i];
        bool escape = c == '%' || c == '\n' || (property && (c == ':' || c == ','));
        if (escape)
            buf_printf(out, "%%%02X", (unsigned)c);
        else
            buf_char(out, c);
    }
}

void report_github(const struct report *report, const struct style *style, struct buf *out)
{
    static const char *const commands[] = { "notice", "warning", "error" }; /* by enum level */
    for (size_t i = 0; i < report->result->findings.count; i++) {
        const struct finding *finding = report->result->findings.items[i];
        if (finding->kind == KIND_ENGINE || !message_included(style, finding))
            continue;
        CLEANUP(buf_release) struct buf message = { 0 };
        message_write(&message, finding);
        buf_printf(out, "::%s file=", commands[message_level(finding)]);
        add_escaped(out, finding->path, true);
        buf_printf(out, ",line=%u,endLine=%u,col=%u,endColumn=%u,title=", finding->span.line,
                   finding->span.end_line, finding->span.column_utf16,
                   finding->span.end_column_utf16);
        add_escaped(out, finding->rule->title, true);
        buf_puts(out, "::");
        add_escaped(out, buf_str(&message), false);
        buf_char(out, '\n');
    }
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct strs failures = message_failures(report, &scratch);
    for (size_t i = 0; i < failures.count; i++) {
        buf_puts(out, "::error title=llama-audit::");
        add_escaped(out, failures.items[i], false);
        buf_char(out, '\n');
    }
}
