/* The table of report formats. */
#include "report/reporter.h"

#include "report/formats.h"

static const struct reporter reporters[] = {
    { "csv", "a row for each finding, for spreadsheets", report_csv, NULL },
    { "cyclonedx", "ML-BOM, CycloneDX 1.6: the models in use and where", report_cyclonedx, NULL },
    { "github", "workflow commands: annotations in a GitHub Actions run", report_github, NULL },
    { "gitlab", "code quality report of GitLab", report_gitlab, NULL },
    { "html", "one page with everything, for a browser; needs no network", report_html, NULL },
    { "json", "everything, for programs; described by docs/report.schema.json", report_json, NULL },
    { "junit", "a test case for each dependency, failed where --fail-on counts it", report_junit, NULL },
    { "markdown", "a summary for a pull request, a job or a wiki", report_markdown, NULL },
    { "rdjson", "diagnostics for reviewdog", report_rdjson, NULL },
    { "sarif", "SARIF 2.1.0, for code scanning", report_sarif, report_sarif_cut },
    { "text", "for a person at a terminal", report_text, NULL },
};

const struct reporter *reporter_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(reporters);
    return reporters;
}

const struct reporter *reporter_by_name(struct str name)
{
    for (size_t i = 0; i < ARRAY_COUNT(reporters); i++) {
        if (str_is(name, reporters[i].name))
            return &reporters[i];
    }
    return NULL;
}
