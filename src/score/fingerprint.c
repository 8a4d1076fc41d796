#include "score/fingerprint.h"

#include <inttypes.h>

#include "base/buf.h"

/* Fields end in a byte that no UTF-8 text holds, so that no two lists of fields look alike. */
enum { FIELD_END = '\xFF' };

static void add_field(struct buf *buf, struct str text)
{
    buf_add(buf, text);
    buf_char(buf, (char)FIELD_END);
}

/* Lower case, white space as one blank. */
static void add_normalised(struct buf *buf, struct str text)
{
    text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        bool space = ascii_space(text.ptr[i]);
        if (!space)
            buf_char(buf, ascii_lower(text.ptr[i]));
        else if (!ascii_space(text.ptr[i - 1]))
            buf_char(buf, ' ');
    }
    buf_char(buf, (char)FIELD_END);
}

void fingerprint_set(struct finding *finding, struct arena *arena)
{
    const struct reference *first = &finding->references.items[0];
    CLEANUP(buf_release) struct buf text = { 0 };
    add_field(&text, str_from(category_names[finding->category]));
    if (finding->model)
        add_field(&text, finding->model->id);
    else
        add_normalised(&text, finding->evidence);
    add_field(&text, first->key.len > 0 ? first->key : first->symbol);
    finding->identity = arena_printf(arena, "%016" PRIx64, str_hash(buf_str(&text)));
    add_field(&text, finding->path);
    finding->fingerprint = arena_printf(arena, "v1:%016" PRIx64, str_hash(buf_str(&text)));
}
