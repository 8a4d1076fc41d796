#include "history/sightings.h"

#include "score/group.h"

/* Evidence of the repository beyond these is taken as not seen: two are built in. */
enum { EVIDENCE_MAX = 32, QUESTIONS_MAX = 4 };

/* How many versions are scanned at a time: fewer where they hold much. */
enum { CHUNK_FIRST = 2048, CHUNK_MOST = 32 * 1024, CHUNK_LEAST = 64, CHUNK_REFERENCES = 20000 };

struct collector {
    const struct versions *versions;
    const struct scanner *scanner;
    struct sightings *sightings;
    struct buf order; /* uint32_t: versions as they are scanned */
};

/** By path, the newest first: so they lie in a pack, each beside what it is a difference to. */
static void sort_versions(struct collector *collector)
{
    const struct versions *versions = collector->versions;
    CLEANUP(buf_release) struct buf starts = { 0 };
    size_t path_count = versions->paths.count;
    size_t bytes = (path_count + 1) * sizeof(uint32_t);
    uint32_t *start = (uint32_t *)(void *)buf_reserve(&starts, bytes);
    memset(start, 0, bytes);
    for (uint32_t i = 0; i < versions->count; i++)
        start[versions_get(versions, i)->path + 1]++;
    for (size_t path = 0; path < path_count; path++)
        start[path + 1] += start[path];
    size_t order_bytes = versions->count * sizeof(uint32_t);
    uint32_t *order = (uint32_t *)(void *)buf_reserve(&collector->order, order_bytes);
    collector->order.len = order_bytes;
    for (uint32_t i = versions->count; i-- > 0;)
        order[start[versions_get(versions, i)->path]++] = i;
}

/* ---- one version ---- */

static uint32_t dependency_of(struct sightings *sightings, const struct finding *finding,
                              uint32_t path)
{
    struct arena *arena = &sightings->arena;
    void **value = map_at(&sightings->by_fingerprint, arena, finding->fingerprint);
    uint32_t index = (uint32_t)sightings->by_fingerprint.count - 1;
    if (*value) {
        const struct dependency *known = *value;
        return known->index;
    }
    struct dependency *dependency = arena_new(arena, struct dependency);
    *dependency = (struct dependency){
        .index = index,
        .fingerprint = arena_str(arena, finding->fingerprint),
        .identity = arena_str(arena, finding->identity),
        .category = finding->category,
        .model = finding->model,
        .rule_id = finding->rule->id,
        .host = arena_str(arena, finding->host),
        .evidence = arena_str(arena, finding->evidence),
        .path = path,
    };
    sightings->by_fingerprint.entries[index].key = dependency->fingerprint;
    *value = dependency;
    return index;
}

/** The evidence of the repository that decides about these references. */
static uint32_t relevant_evidence(const struct references *references)
{
    uint32_t relevant = 0;
    unsigned questions = 0;
    for (size_t i = 0; i < references->count; i++) {
        const struct rule *rule = references->items[i].rule;
        for (size_t j = 0; j < rule->evidence_count; j++) {
            const struct evidence *evidence = &rule->evidence[j];
            if (evidence->scope != EVIDENCE_REPOSITORY || evidence->repository_index >= EVIDENCE_MAX)
                continue;
            uint32_t bit = UINT32_C(1) << evidence->repository_index;
            if ((relevant & bit) || questions == QUESTIONS_MAX)
                continue;
            relevant |= bit;
            questions++;
        }
    }
    return relevant;
}

/** The bits of `bits` where `mask` has some, side by side. */
static uint32_t squeeze(uint32_t bits, uint32_t mask)
{
    uint32_t result = 0;
    unsigned at = 0;
    for (; mask; mask &= mask - 1) {
        uint32_t lowest = mask & (~mask + 1);
        if (bits & lowest)
            result |= UINT32_C(1) << at;
        at++;
    }
    return result;
}

/** The reverse: bit number i of `bits` where `mask` has its i-th. */
static uint32_t spread(uint32_t bits, uint32_t mask)
{
    uint32_t result = 0;
    for (; mask; mask &= mask - 1, bits >>= 1) {
        if (bits & 1)
            result |= mask & (~mask + 1);
    }
    return result;
}

/** What a version holds where the repository holds `seen`: one list more. */
static bool add_list(struct collector *collector, uint32_t path,
                     const struct references *references, uint32_t seen, struct arena *scratch)
{
    struct sightings *sightings = collector->sightings;
    const struct ruleset *ruleset = collector->scanner->ruleset;
    bool *flags = arena_array(scratch, ruleset->repository.count, sizeof *flags);
    for (size_t i = 0; i < ruleset->repository.count && i < EVIDENCE_MAX; i++)
        flags[i] = seen >> i & 1;
    struct references copy = { arena_array(scratch, references->count, sizeof *copy.items),
                               references->count, references->count };
    if (copy.count > 0)
        memcpy(copy.items, references->items, copy.count * sizeof *copy.items);
    match_settle(ruleset, flags, scratch, &copy);
    struct findings findings;
    group_references(&copy, collector->scanner->min_confidence, scratch, &findings);

    struct sighting_range range = {
        .first = (uint32_t)(sightings->items.len / sizeof(struct sighting)),
    };
    for (size_t i = 0; i < findings.count; i++) {
        const struct finding *finding = findings.items[i];
        if (finding->kind != KIND_DEPENDENCY)
            continue;
        struct sighting sighting = { dependency_of(sightings, finding, path), finding->span.line };
        buf_add(&sightings->items, (struct str){ (const char *)&sighting, sizeof sighting });
        range.count++;
    }
    buf_add(&sightings->lists, (struct str){ (const char *)&range, sizeof range });
    return range.count > 0;
}

static void take_result(struct collector *collector, uint32_t version,
                        const struct doc_result *result, struct arena *scratch)
{
    struct sightings *sightings = collector->sightings;
    const struct match_result *found = &result->found;
    struct holding holding = { 0 };
    sightings->scanned += result->scanned;
    for (size_t i = 0; i < result->skips.count; i++) {
        const struct skip *skip = &result->skips.items[i];
        sightings->skipped[skip->reason]++;
        if (skip->reason == SKIP_TIME)
            sightings->reproducible = false;
        if (skip->reason == SKIP_MISSING_OBJECT || skip->reason == SKIP_ERROR)
            holding.unknown = holding.unknown || skip->effect == SKIP_NOT_READ;
    }
    sightings->truncated = sightings->truncated || found->truncated;
    for (size_t i = 0; i < found->repository_seen.count; i++) {
        if (found->repository_seen.items[i] < EVIDENCE_MAX)
            holding.seen |= UINT32_C(1) << found->repository_seen.items[i];
    }
    if (found->references.count > 0) {
        uint32_t path = versions_get(collector->versions, version)->path;
        holding.relevant = relevant_evidence(&found->references);
        holding.first = (uint32_t)(sightings->lists.len / sizeof(struct sighting_range));
        uint32_t lists = squeeze(holding.relevant, holding.relevant) + 1;
        for (uint32_t i = 0; i < lists; i++) {
            uint32_t seen = spread(i, holding.relevant);
            if (add_list(collector, path, &found->references, seen, scratch))
                holding.any = true;
        }
    }
    struct holding *slots = (struct holding *)(void *)sightings->holdings.ptr;
    slots[version] = holding;
}

/* ---- all versions ---- */

/** How many to take next, from how many references this many versions had. */
static size_t next_size(size_t size, size_t references)
{
    size_t wanted = references > 0 ? size * CHUNK_REFERENCES / references : CHUNK_MOST;
    if (wanted > 2 * size)
        wanted = 2 * size;
    if (wanted < CHUNK_LEAST)
        wanted = CHUNK_LEAST;
    return wanted < CHUNK_MOST ? wanted : CHUNK_MOST;
}

/**
 * Scans versions [from, from + count) of the order. False with `err` untouched by a limit: when
 * there was too much in them for one run, *ret_references says so and nothing is taken.
 */
static bool scan_chunk(struct collector *collector, size_t from, size_t count,
                       size_t *ret_references, struct err *err)
{
    const struct versions *versions = collector->versions;
    const struct scanner *scanner = collector->scanner;
    const uint32_t *order = (const uint32_t *)(const void *)collector->order.ptr;
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct entry *entries = arena_array(&arena, count, sizeof *entries);
    struct doc_result *results = arena_array(&arena, count, sizeof *results);
    for (size_t i = 0; i < count; i++) {
        const struct version *version = versions_get(versions, order[from + i]);
        entries[i] = (struct entry){ .path = versions_path(versions, version->path), .blob = true };
        memcpy(entries[i].oid, version->oid, OID_BYTES);
    }
    struct pool_outcome outcome = { 0 };
    if (!scanner->scan(scanner->context, entries, count, &arena, results, &outcome, err))
        return false;

    *ret_references = 0;
    bool truncated = false;
    for (size_t i = 0; i < count; i++) {
        *ret_references += results[i].found.references.count;
        truncated = truncated || results[i].found.truncated;
    }
    if (truncated && count > 1) {
        *ret_references = SIZE_MAX;
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        take_result(collector, order[from + i], &results[i], &scratch);
        arena_reset(&scratch);
    }
    collector->sightings->unread += outcome.missing;
    return true;
}

static bool scan_all(struct collector *collector, struct err *err)
{
    const struct scanner *scanner = collector->scanner;
    size_t total = collector->versions->count;
    size_t size = CHUNK_FIRST;
    for (size_t done = 0; done < total;) {
        size_t count = total - done < size ? total - done : size;
        size_t references;
        if (!scan_chunk(collector, done, count, &references, err))
            return false;
        if (references == SIZE_MAX) {
            size = count / 2;
            continue;
        }
        done += count;
        size = next_size(size, references);
        if (scanner->progress)
            scanner->progress(scanner->context, done, total);
    }
    return true;
}

bool sightings_collect(const struct versions *versions, const struct scanner *scanner,
                       struct sightings *ret, struct err *err)
{
    struct sightings sightings = { .reproducible = true };
    struct collector collector = { versions, scanner, &sightings, { 0 } };
    size_t bytes = (versions->count + (size_t)1) * sizeof(struct holding);
    memset(buf_reserve(&sightings.holdings, bytes), 0, bytes);
    sort_versions(&collector);
    bool ok = scan_all(&collector, err);
    buf_release(&collector.order);
    if (!ok) {
        sightings_release(&sightings);
        return false;
    }
    *ret = sightings;
    return true;
}

void sightings_release(struct sightings *sightings)
{
    buf_release(&sightings->items);
    buf_release(&sightings->lists);
    buf_release(&sightings->holdings);
    arena_release(&sightings->arena);
    *sightings = (struct sightings){ 0 };
}

struct sighting_range sightings_of(const struct sightings *sightings, uint32_t version,
                                   uint32_t seen)
{
    if (version == NO_VERSION)
        return (struct sighting_range){ 0 };
    const struct holding *holding = sightings_holding(sightings, version);
    if (!holding->any)
        return (struct sighting_range){ 0 };
    const struct sighting_range *lists =
        (const struct sighting_range *)(const void *)sightings->lists.ptr;
    return lists[holding->first + squeeze(seen, holding->relevant)];
}
