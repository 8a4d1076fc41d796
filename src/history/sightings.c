#include "history/sightings.h"

#include "history/alike.h"
#include "score/group.h"

/* Evidence of the repository beyond these is taken as not seen: two are built in. */
enum { EVIDENCE_MAX = 32, QUESTIONS_MAX = 4 };

/* How many versions are scanned at a time: fewer where they hold much. */
enum { CHUNK_FIRST = 256, CHUNK_MOST = 32 * 1024, CHUNK_LEAST = 64, CHUNK_REFERENCES = 20000 };

struct collector {
    const struct commits *commits;
    const struct versions *versions;
    const struct scanner *scanner;
    struct sightings *sightings;
    struct arena arena;
    uint32_t *order; /* versions as they are scanned */
    uint32_t count;  /* of these */
    uint64_t *outlines; /* by version */
    size_t done;        /* for the progress line */
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
    collector->count = versions->count;
    collector->order = arena_array(&collector->arena, versions->count, sizeof *collector->order);
    for (uint32_t i = versions->count; i-- > 0;)
        collector->order[start[versions_get(versions, i)->path]++] = i;
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

static struct holding *holding_of(struct collector *collector, uint32_t version)
{
    return &((struct holding *)(void *)collector->sightings->holdings.ptr)[version];
}

static void take_result(struct collector *collector, uint32_t version,
                        const struct doc_result *result, struct arena *scratch)
{
    struct sightings *sightings = collector->sightings;
    const struct match_result *found = &result->found;
    struct holding holding = { .scanned = result->scanned };
    for (size_t i = 0; i < result->skips.count; i++) {
        const struct skip *skip = &result->skips.items[i];
        holding.skipped |= UINT32_C(1) << skip->reason;
        if (skip->reason == SKIP_TIME)
            sightings->reproducible = false;
        if (skip->reason == SKIP_MISSING_OBJECT || skip->reason == SKIP_ERROR)
            holding.unknown = holding.unknown || skip->effect == SKIP_NOT_READ;
    }
    sightings->parsed += result->language.len > 0;
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
    *holding_of(collector, version) = holding;
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

/** The versions [from, from + count) of the order, as entries. */
static struct entry *entries_of(const struct collector *collector, size_t from, size_t count,
                                struct arena *arena)
{
    const struct versions *versions = collector->versions;
    struct entry *entries = arena_array(arena, count, sizeof *entries);
    for (size_t i = 0; i < count; i++) {
        const struct version *version = versions_get(versions, collector->order[from + i]);
        entries[i] = (struct entry){ .path = versions_path(versions, version->path), .blob = true };
        memcpy(entries[i].oid, version->oid, OID_BYTES);
    }
    return entries;
}

/**
 * Scans versions [from, from + count) of the order. False with `err` untouched by a limit: when
 * there was too much in them for one run, *ret_references says so and nothing is taken.
 */
static bool scan_chunk(struct collector *collector, size_t from, size_t count,
                       size_t *ret_references, struct err *err)
{
    const struct scanner *scanner = collector->scanner;
    CLEANUP(arena_release) struct arena arena = { 0 };
    CLEANUP(arena_release) struct arena scratch = { 0 };
    struct entry *entries = entries_of(collector, from, count, &arena);
    struct doc_result *results = arena_array(&arena, count, sizeof *results);
    struct pool_outcome outcome = { 0 };
    if (!scanner->scan(scanner->context, false, entries, count, &arena, results, &outcome, err))
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
        take_result(collector, collector->order[from + i], &results[i], &scratch);
        arena_reset(&scratch);
    }
    collector->sightings->unread += outcome.missing;
    return true;
}

static void show_progress(struct collector *collector, size_t count)
{
    collector->done += count;
    if (collector->scanner->progress)
        collector->scanner->progress(collector->scanner->context, collector->done);
}

static bool scan_all(struct collector *collector, struct err *err)
{
    size_t total = collector->count;
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
        show_progress(collector, count);
    }
    return true;
}

/* ---- those that stand for others ---- */

/** Outlines of all versions. Those in which nothing can be are done with that. */
static bool outline_all(struct collector *collector, struct err *err)
{
    const struct scanner *scanner = collector->scanner;
    CLEANUP(arena_release) struct arena scratch = { 0 };
    for (size_t done = 0, count; done < collector->count; done += count) {
        count = collector->count - done < CHUNK_MOST ? collector->count - done : CHUNK_MOST;
        CLEANUP(arena_release) struct arena arena = { 0 };
        struct entry *entries = entries_of(collector, done, count, &arena);
        struct doc_result *results = arena_array(&arena, count, sizeof *results);
        struct pool_outcome outcome = { 0 };
        if (!scanner->scan(scanner->context, true, entries, count, &arena, results, &outcome, err))
            return false;
        size_t decided = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t version = collector->order[done + i];
            collector->outlines[version] = results[i].outline;
            if (results[i].outline != 0)
                continue;
            take_result(collector, version, &results[i], &scratch);
            decided++;
        }
        collector->sightings->unread += outcome.missing;
        show_progress(collector, decided);
    }
    return true;
}

/** Scans one of each outline, and says of the others what it holds. */
static bool scan_outlined(struct collector *collector, struct err *err)
{
    uint32_t count = collector->count;
    uint32_t *order = arena_array(&collector->arena, count, sizeof *order);
    uint32_t *stand_ins = arena_array(&collector->arena, count, sizeof *stand_ins);
    memcpy(order, collector->order, count * sizeof *order);
    collector->outlines = arena_array(&collector->arena, count, sizeof *collector->outlines);
    if (!outline_all(collector, err))
        return false;
    alike_choose(collector->commits, collector->versions, order, collector->outlines, stand_ins);
    collector->count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (collector->outlines[order[i]] != 0 && stand_ins[order[i]] == order[i])
            collector->order[collector->count++] = order[i];
    }
    if (!scan_all(collector, err))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (stand_ins[i] != i)
            *holding_of(collector, i) = *holding_of(collector, stand_ins[i]);
    }
    return true;
}

static void count_holdings(struct collector *collector)
{
    struct sightings *sightings = collector->sightings;
    for (uint32_t i = 0; i < collector->versions->count; i++) {
        const struct holding *holding = holding_of(collector, i);
        sightings->scanned += holding->scanned;
        for (int reason = 0; reason < SKIP_REASON_COUNT; reason++)
            sightings->skipped[reason] += holding->skipped >> reason & 1;
    }
}

bool sightings_collect(const struct commits *commits, const struct versions *versions,
                       const struct scanner *scanner, struct sightings *ret, struct err *err)
{
    struct sightings sightings = { .reproducible = true };
    struct collector collector = {
        .commits = commits, .versions = versions, .scanner = scanner, .sightings = &sightings
    };
    size_t bytes = (versions->count + (size_t)1) * sizeof(struct holding);
    memset(buf_reserve(&sightings.holdings, bytes), 0, bytes);
    sort_versions(&collector);
    bool ok = scanner->each ? scan_all(&collector, err) : scan_outlined(&collector, err);
    count_holdings(&collector);
    arena_release(&collector.arena);
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
