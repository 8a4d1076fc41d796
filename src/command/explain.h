/**
 * The two halves of `explain`: a finding, and a line without one.
 *
 * Both run the stages on the one document again and let them tell what they do (match/trace.h).
 */
#ifndef COMMAND_EXPLAIN_H
#define COMMAND_EXPLAIN_H

#include "audit.h"
#include "base/buf.h"

struct explain {
    const struct audit *audit;
    const struct audit_options *options;
    struct look *look; /* at the document */
    struct buf *out;
    struct arena *arena;
    bool verbose; /* every rule that came near */
};

/** Why a reference of a finding is what it is, and what the finding costs. */
void explain_finding(const struct explain *explain, const struct finding *finding,
                     const struct reference *reference);

/** What stands on a line (from 1), and why it is no finding. The document has that line. */
void explain_line(const struct explain *explain, uint32_t line);

/** Behind the findings of a line: the rules that are off and would have seen something there. */
void explain_switched_off(const struct explain *explain, uint32_t line);

/** Adds a line "label         ", with the label as the first column. */
void explain_label(const struct explain *explain, const char *label);

/** The names of roles, "string, call-argument". */
void explain_roles(const struct explain *explain, unsigned roles);

/** Where the bytes of a line stand in the file text. False when there are fewer lines. */
bool explain_find_line(struct str text, uint32_t line, struct extent *ret);

#endif
