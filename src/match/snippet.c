#include "match/snippet.h"

#include "base/limits.h"
#include "base/mask.h"

void snippet_take(struct document *document, struct arena *result, struct reference *reference)
{
    enum { MARGIN = 256 }; /* beyond what is shown, so that no credential is cut into halves */
    struct str text = document->doc->file_text;
    struct extent line = document_line(document, reference->span.offset);
    uint32_t start = reference->span.offset;
    uint32_t end = start + reference->span.len;
    uint32_t room = reference->span.len < LIMIT_SNIPPET_BYTES
                        ? (LIMIT_SNIPPET_BYTES - reference->span.len) / 2
                        : 0;
    uint32_t from = line.end - line.start <= LIMIT_SNIPPET_BYTES ? line.start
                    : start - line.start > room                  ? start - room
                                                                 : line.start;
    uint32_t to = line.end - from > LIMIT_SNIPPET_BYTES ? from + LIMIT_SNIPPET_BYTES : line.end;
    uint32_t outer = from - line.start > MARGIN ? from - MARGIN : line.start;
    struct str around = str_slice(text, outer, line.end - to > MARGIN ? to + MARGIN : line.end);
    reference->snippet = mask_line(around, (struct mask_range){ start - outer, end - outer },
                                   (struct mask_range){ from - outer, to - outer }, result);
    reference->snippet_start = from;
}

void snippet_take_directive(struct document *document, struct arena *result,
                            struct directive *directive)
{
    struct str text = document->doc->file_text;
    uint32_t from = directive->span.offset;
    struct extent line = document_line(document, from);
    if (line.end - line.start > LIMIT_SNIPPET_BYTES)
        line = (struct extent){ from, line.end - from > LIMIT_SNIPPET_BYTES
                                          ? from + LIMIT_SNIPPET_BYTES
                                          : line.end };
    struct str shown = str_slice(text, line.start, line.end);
    directive->snippet = mask_line(shown, (struct mask_range){ 0, 0 },
                                   (struct mask_range){ 0, shown.len }, result);
}

bool snippet_is_path(const struct reference *reference)
{
    return reference->span.len == 0 && str_equal(reference->snippet, reference->path);
}

static bool lies_in(const struct span *span, struct str text)
{
    return span->offset <= text.len && span->len <= text.len - span->offset;
}

bool snippet_take_all(const struct doc *doc, struct arena *scratch, struct arena *result,
                      struct match_result *found)
{
    struct document document = { .doc = doc, .scratch = scratch };
    for (size_t i = 0; i < found->references.count; i++) {
        struct reference *reference = &found->references.items[i];
        if (!lies_in(&reference->span, doc->file_text))
            return false;
        if (!snippet_is_path(reference))
            snippet_take(&document, result, reference);
    }
    for (size_t i = 0; i < found->directives.count; i++) {
        struct directive *directive = &found->directives.items[i];
        if (!lies_in(&directive->span, doc->file_text))
            return false;
        snippet_take_directive(&document, result, directive);
    }
    return true;
}
