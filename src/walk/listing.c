#include "walk/listing.h"

#include "base/limits.h"

/** A pattern without '/' is tried on every part of the path, another on the path and its folders.
 */
static bool pattern_matches(struct str pattern, struct str path)
{
    while (pattern.len > 1 && str_ends(pattern, STR("/")))
        pattern.len--;
    if (str_starts(pattern, STR("./")))
        pattern = str_slice(pattern, 2, pattern.len);

    if (str_find_char(pattern, '/', 0) == STR_NONE) {
        struct str rest = path;
        while (rest.ptr) {
            if (str_glob(pattern, str_split(&rest, '/')))
                return true;
        }
        return false;
    }
    if (str_starts(pattern, STR("/")))
        pattern = str_slice(pattern, 1, pattern.len);
    for (size_t end = 0; end < path.len; end++) {
        end = str_find_char(path, '/', end);
        if (end == STR_NONE)
            break;
        if (str_glob(pattern, str_slice(path, 0, end)))
            return true;
    }
    return str_glob(pattern, path);
}

static bool any_matches(const struct strs *patterns, struct str path)
{
    for (size_t i = 0; i < patterns->count; i++) {
        if (pattern_matches(patterns->items[i], path))
            return true;
    }
    return false;
}

bool listing_wanted(const struct listing *listing, struct str path)
{
    const struct walk_options *options = listing->options;
    if (options->include.count > 0 && !any_matches(&options->include, path))
        return false;
    return !any_matches(&options->exclude, path);
}

bool listing_pruned(const struct listing *listing, struct str folder)
{
    return any_matches(&listing->options->exclude, folder);
}

/** Counts one more file or folder that the walk came across; false when there are too many. */
static bool see(struct listing *listing, struct str path)
{
    if (!listing_wanted(listing, path))
        return false;
    if (listing->ledger->files_seen >= LIMIT_ENTRIES) {
        if (!listing->full) {
            listing->full = true;
            listing->ledger->partial = true;
            ledger_note(listing->ledger, "more than %d files: the rest was not listed",
                        LIMIT_ENTRIES);
        }
        return false;
    }
    listing->ledger->files_seen++;
    return true;
}

void listing_file(struct listing *listing, struct str path, const uint8_t *oid)
{
    if (!see(listing, path))
        return;
    struct entry *entry = vec_add(listing->run, &listing->entries);
    entry->path = arena_str(listing->run, path);
    if (oid) {
        entry->blob = true;
        memcpy(entry->oid, oid, OID_BYTES);
    }
}

void listing_stamped(struct listing *listing, struct str path, const uint8_t *oid,
                     const struct file_stamp *stamp)
{
    if (!see(listing, path))
        return;
    struct entry *entry = vec_add(listing->run, &listing->entries);
    entry->path = path;
    entry->stamp = stamp;
    memcpy(entry->oid, oid, OID_BYTES);
}

void listing_skip(struct listing *listing, struct str path, enum skip_reason reason,
                  const char *detail)
{
    if (!see(listing, path))
        return;
    ledger_skip(listing->ledger, &(struct skip){ .path = path,
                                                 .reason = reason,
                                                 .effect = SKIP_NOT_READ,
                                                 .detail = str_from(detail) });
}

bool listing_path_is_sane(struct str path)
{
    struct str rest = path;
    do {
        struct str part = str_split(&rest, '/');
        if (part.len == 0 || str_is(part, ".") || str_is(part, "..") ||
            str_equal_icase(part, STR(".git")))
            return false;
        if (memchr(part.ptr, '\0', part.len))
            return false;
    } while (rest.ptr);
    return true;
}
