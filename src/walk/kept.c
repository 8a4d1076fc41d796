#include "walk/kept.h"

#include "base/limits.h"

struct header {
    uint8_t root_oid[OID_BYTES];
    uint32_t entry_count;
    uint32_t skip_count;
    uint32_t path_len; /* of all paths of entries, each with a NUL */
    uint64_t files_seen;
};

/** Entries are sorted, so that a path begins as the one before it. */
struct entry_head {
    uint8_t nothing;
    uint8_t oid[OID_BYTES];
    uint16_t shared;
    uint16_t len;
};

struct skip_head {
    uint8_t reason;
    uint16_t path_len;
    uint16_t detail_len;
};

static void put(struct buf *out, const void *bytes, size_t len)
{
    buf_add(out, (struct str){ bytes, len });
}

static size_t shared_len(struct str a, struct str b)
{
    size_t most = a.len < b.len ? a.len : b.len;
    size_t len = 0;
    while (len < most && a.ptr[len] == b.ptr[len])
        len++;
    return len;
}

static bool put_skip(const struct skip *skip, struct buf *out)
{
    struct skip_head head = { .reason = (uint8_t)skip->reason,
                              .path_len = (uint16_t)skip->path.len,
                              .detail_len = (uint16_t)skip->detail.len };
    put(out, &head, sizeof head);
    buf_add(out, skip->path);
    buf_add(out, skip->detail);
    return skip->reason != SKIP_MISSING_OBJECT && skip->reason != SKIP_LIMIT &&
           skip->path.len <= UINT16_MAX && skip->detail.len <= UINT16_MAX;
}

bool listing_keep(const struct tree *tree, const struct ledger *ledger, const bool *nothing,
                  struct buf *out)
{
    struct header header = { .entry_count = (uint32_t)tree->count,
                             .skip_count = (uint32_t)ledger->skips.count,
                             .files_seen = ledger->files_seen };
    size_t start = out->len;
    memcpy(header.root_oid, tree->root_oid, OID_BYTES);
    put(out, &header, sizeof header);
    struct str before = STR("");
    size_t path_len = 0;
    for (size_t i = 0; i < tree->count; i++) {
        const struct entry *entry = &tree->entries[i];
        size_t shared = shared_len(before, entry->path);
        if (entry->path.len > UINT16_MAX)
            return false;
        struct entry_head head = { .nothing = nothing[i],
                                   .shared = (uint16_t)shared,
                                   .len = (uint16_t)(entry->path.len - shared) };
        memcpy(head.oid, entry->oid, OID_BYTES);
        put(out, &head, sizeof head);
        buf_add(out, str_slice(entry->path, shared, entry->path.len));
        before = entry->path;
        path_len += before.len + 1;
    }
    for (size_t i = 0; i < ledger->skips.count; i++) {
        if (!put_skip(&ledger->skips.items[i], out))
            return false;
    }
    if (ledger->partial || path_len > UINT32_MAX)
        return false;
    header.path_len = (uint32_t)path_len;
    memcpy(out->ptr + start, &header, sizeof header);
    return true;
}

/** Takes `len` bytes off the front; NULL when they are not there. */
static const char *take(struct str *rest, size_t len)
{
    if (len > rest->len)
        return NULL;
    const char *bytes = rest->ptr;
    *rest = str_slice(*rest, len, rest->len);
    return bytes;
}

static bool take_entries(struct str *rest, const struct header *header, struct entry *entries,
                         bool *nothing, char *paths)
{
    size_t room = header->path_len;
    struct str before = STR("");
    for (uint32_t i = 0; i < header->entry_count; i++) {
        struct entry_head head;
        const char *bytes = take(rest, sizeof head);
        if (!bytes)
            return false;
        memcpy(&head, bytes, sizeof head);
        size_t len = (size_t)head.shared + head.len;
        const char *end = take(rest, head.len);
        if (!end || head.shared > before.len || len + 1 > room)
            return false;
        if (head.shared > 0)
            memcpy(paths, before.ptr, head.shared);
        memcpy(paths + head.shared, end, head.len);
        before = (struct str){ paths, len };
        entries[i].path = before;
        entries[i].blob = true;
        memcpy(entries[i].oid, head.oid, OID_BYTES);
        nothing[i] = head.nothing;
        paths += len + 1; /* arena memory is zeroed */
        room -= len + 1;
    }
    return true;
}

static bool take_skips(struct str *rest, const struct header *header, struct ledger *ledger)
{
    for (uint32_t i = 0; i < header->skip_count; i++) {
        struct skip_head head;
        const char *bytes = take(rest, sizeof head);
        if (!bytes)
            return false;
        memcpy(&head, bytes, sizeof head);
        const char *path = take(rest, head.path_len);
        const char *detail = take(rest, head.detail_len);
        if (!path || !detail || head.reason >= SKIP_REASON_COUNT)
            return false;
        ledger_skip(ledger, &(struct skip){ .path = { path, head.path_len },
                                            .reason = (enum skip_reason)head.reason,
                                            .effect = SKIP_NOT_READ,
                                            .detail = { detail, head.detail_len } });
    }
    return rest->len == 0;
}

bool listing_recall(struct listing *listing, struct str bytes)
{
    struct tree *tree = listing->tree;
    struct ledger *ledger = listing->ledger;
    struct header header;
    struct str rest = bytes;
    const char *start = take(&rest, sizeof header);
    if (!start)
        return false;
    memcpy(&header, start, sizeof header);
    if (memcmp(header.root_oid, tree->root_oid, OID_BYTES) != 0 ||
        header.entry_count > rest.len / sizeof(struct entry_head) ||
        header.path_len > LIMIT_GIT_OUTPUT_BYTES)
        return false;
    struct arena *run = listing->run;
    struct entry *entries = arena_array(run, header.entry_count, sizeof *entries);
    bool *nothing = arena_array(run, header.entry_count, sizeof *nothing);
    size_t skip_count = ledger->skips.count;
    if (!take_entries(&rest, &header, entries, nothing, arena_alloc(run, header.path_len)) ||
        !take_skips(&rest, &header, ledger)) {
        ledger->skips.count = skip_count;
        return false;
    }
    listing->entries.items = entries;
    listing->entries.count = listing->entries.capacity = header.entry_count;
    listing->sorted = true;
    ledger->files_seen += header.files_seen;
    tree->nothing = nothing;
    return true;
}
