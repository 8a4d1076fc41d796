/**
 * One function per report format; reporters.c has the table.
 */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "report/reporter.h"

void report_csv(const struct report *report, const struct style *style, struct buf *out);
void report_cyclonedx(const struct report *report, const struct style *style, struct buf *out);
void report_github(const struct report *report, const struct style *style, struct buf *out);
void report_gitlab(const struct report *report, const struct style *style, struct buf *out);
void report_html(const struct report *report, const struct style *style, struct buf *out);
void report_json(const struct report *report, const struct style *style, struct buf *out);
void report_junit(const struct report *report, const struct style *style, struct buf *out);
void report_markdown(const struct report *report, const struct style *style, struct buf *out);
void report_rdjson(const struct report *report, const struct style *style, struct buf *out);
void report_sarif(const struct report *report, const struct style *style, struct buf *out);
/** For the table: results that a consumer of SARIF would not take. */
bool report_sarif_cut(const struct report *report, const struct style *style, struct buf *out);
void report_text(const struct report *report, const struct style *style, struct buf *out);

#endif
