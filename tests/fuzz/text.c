/* What looks at bytes and knows no documents. */
#include "base/limits.h"
#include "base/mask.h"
#include "fuzz.h"
#include "walk/encoding.h"
#include "walk/index.h"
#include "walk/walk.h"

void fuzz_catalog(struct str bytes)
{
    const struct catalog *catalog = fuzz_engine()->catalog;
    struct resolution found;
    size_t from = 0;
    while (catalog_find(catalog, bytes, from, &found)) {
        CHECK(found.model);
        CHECK(found.start >= from && found.start < found.end && found.end <= bytes.len);
        CHECK(fuzz_readable(found.host) && fuzz_readable(found.format));
        CHECK(fuzz_within(found.quantisation, bytes) || fuzz_readable(found.quantisation));
        CHECK(fuzz_readable(found.variant));
        from = found.end;
    }
    catalog_resolve_spelling(catalog, bytes, &found);
    catalog_resolve(catalog, bytes);
    catalog_get(catalog, bytes);
    catalog_host(catalog, bytes);
    catalog_retirement(catalog, STR("groq"), bytes);
    size_t start, end;
    for (from = 0; catalog_find_false_friend(catalog, bytes, from, &start, &end); from = end)
        CHECK(start >= from && start < end && end <= bytes.len);
}

void fuzz_mask(struct str bytes)
{
    struct arena arena = { 0 };
    size_t a = bytes.len > 0 ? (unsigned char)bytes.ptr[0] : 0;
    size_t b = bytes.len > 1 ? (unsigned char)bytes.ptr[1] : 0;
    struct str line = str_slice(bytes, 2, bytes.len);
    a = a < line.len ? a : line.len;
    b = b < line.len ? b : line.len;
    const struct mask_range some = { a < b ? a : b, a < b ? b : a };
    const struct mask_range all = { 0, line.len };
    CHECK(fuzz_readable(mask_line(line, some, all, &arena)));
    CHECK(fuzz_readable(mask_line(line, (struct mask_range){ 0, 0 }, some, &arena)));
    mask_has_shape(line);
    arena_release(&arena);
}

void fuzz_encoding(struct str bytes)
{
    CLEANUP(buf_release) struct buf out = { 0 };
    enum encoding encoding = encoding_guess(bytes);
    if (encoding == ENCODING_BYTES || encoding == ENCODING_BINARY)
        return;
    if (!encoding_convert(encoding, bytes, &out)) {
        CHECK(out.len == 0);
        return;
    }
    CHECK(out.len <= bytes.len * 3 + 3);
    CHECK(fuzz_readable(buf_str(&out)));
}

void fuzz_glob(struct str bytes)
{
    size_t middle = str_find_char(bytes, '\n', 0);
    if (middle != STR_NONE)
        str_glob(str_slice(bytes, 0, middle), str_slice(bytes, middle + 1, bytes.len));
}

static void check_hits(const struct prefilter *prefilter, struct str bytes)
{
    struct arena arena = { 0 };
    struct hits fast = { 0 };
    struct hits plain = { 0 };
    struct hits naive = { 0 };
    prefilter_scan(prefilter, bytes, &arena, &fast);
    prefilter_scan_plain(prefilter, bytes, &arena, &plain);
    prefilter_scan_naive(prefilter, bytes, &arena, &naive);
    CHECK(fast.count == naive.count && plain.count == naive.count);
    for (size_t i = 0; i < naive.count; i++) {
        CHECK(fast.items[i].literal == naive.items[i].literal);
        CHECK(fast.items[i].offset == naive.items[i].offset);
        CHECK(plain.items[i].literal == naive.items[i].literal);
        CHECK(plain.items[i].offset == naive.items[i].offset);
    }
    CHECK(prefilter_any(prefilter, bytes) == (naive.count > 0));
    arena_release(&arena);
}

/* The first lines are literals, a letter in front saying how they are compared; the rest is what
 * they are looked for in. */
void fuzz_prefilter(struct str bytes)
{
    struct arena arena = { 0 };
    struct literals literals = { 0 };
    /* The naive way has a look at every literal at every byte. */
    check_hits(fuzz_engine()->prefilter, str_slice(bytes, 0, 1024));
    struct str rest = bytes;
    for (int i = 0; i < 24 && rest.ptr; i++) {
        struct str line = str_split(&rest, '\n');
        if (line.len < 3)
            break;
        vec_push(&arena, &literals,
                 (struct literal){ .text = str_slice(line, 1, line.len),
                                   .icase = line.ptr[0] & 1,
                                   .word_before = line.ptr[0] & 2,
                                   .word_behind = line.ptr[0] & 4,
                                   .owner = (uint32_t)i });
    }
    if (literals.count > 0 && rest.ptr)
        check_hits(prefilter_new(&literals, &arena), rest);
    arena_release(&arena);
}

void fuzz_index(struct str bytes)
{
    struct arena arena = { 0 };
    struct index index;
    if (index_parse(bytes, &arena, &index)) {
        for (size_t i = 0; i < index.count; i++) {
            const struct index_entry *entry = &index.entries[i];
            CHECK(entry->path.len > 0 && strlen(entry->path.ptr) == entry->path.len);
            CHECK(fuzz_within((struct str){ (const char *)entry->stat, 62 }, bytes));
            CHECK(fuzz_readable((struct str){ (const char *)index_oid(entry), OID_BYTES }));
            index_mode(entry);
            index_size(entry);
        }
        for (size_t i = 0; i < index.folder_count; i++) {
            const struct index_folder *folder = &index.folders[i];
            CHECK(folder->end > i && folder->end <= index.folder_count);
            CHECK(fuzz_within(folder->name, bytes));
            if (folder->oid)
                CHECK(fuzz_within((struct str){ (const char *)folder->oid, OID_BYTES }, bytes));
        }
    }
    arena_release(&arena);
}
