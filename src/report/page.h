/**
 * What HTML pages have in common: text of a page with {{name}} where something comes in, and a
 * content-security-policy that allows what is in the page, by its hash, and no request at all.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/buf.h"

/** Writes what stands in for {{name}}. */
typedef void page_part(void *context, struct str name, struct buf *out);

/** Writes an embedded page, "html/page.html". `{{head}}` is html/head.html, filled by `part`, too. */
void page_fill(const char *name, page_part *part, void *context, struct buf *out);

/** Text of others, safe in an element and in an attribute. */
void page_add_text(struct buf *out, struct str text);

/** Embedded files, one behind the other; and how a policy names them so joined. */
void page_add_files(struct buf *out, const char *const *names, size_t count);
void page_add_hash(struct buf *out, const char *const *names, size_t count);

#endif
