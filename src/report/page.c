#include "report/page.h"

#include "base/sha256.h"
#include "data/data.h"
#include "report/escape.h"

static void fill(struct str page, page_part *part, void *context, struct buf *out)
{
    size_t from = 0;
    for (size_t at = str_find(page, STR("{{"), 0); at != STR_NONE;
         at = str_find(page, STR("{{"), from)) {
        size_t end = str_find(page, STR("}}"), at);
        struct str name = str_slice(page, at + 2, end);
        buf_add(out, str_slice(page, from, at));
        if (str_is(name, "head"))
            page_fill("html/head.html", part, context, out);
        else
            part(context, name, out);
        from = end + 2;
    }
    buf_add(out, str_slice(page, from, page.len));
}

void page_fill(const char *name, page_part *part, void *context, struct buf *out)
{
    fill(data_embedded(name), part, context, out);
}

void page_add_text(struct buf *out, struct str text)
{
    CLEANUP(buf_release) struct buf safe = { 0 };
    escape_terminal(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        char c = safe.ptr[i];
        if (c == '<')
            buf_puts(out, "&lt;");
        else if (c == '&')
            buf_puts(out, "&amp;");
        else if (c == '"')
            buf_puts(out, "&quot;");
        else
            buf_char(out, c);
    }
}

void page_add_files(struct buf *out, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add(out, data_embedded(names[i]));
}

void page_add_hash(struct buf *out, const char *const *names, size_t count)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    page_add_files(&text, names, count);
    unsigned char digest[SHA256_LEN];
    sha256(&(struct str){ text.ptr, text.len }, 1, digest);
    buf_puts(out, "'sha256-");
    escape_base64(out, (struct str){ (const char *)digest, sizeof digest });
    buf_char(out, '\'');
}
