/**
 * What was found in the versions of a history: which dependencies each of them holds.
 *
 * Versions are scanned by the same stages as the files of an audit, some thousand at a time, and of
 * what these give only numbers are kept: memory grows with the dependencies, not with their
 * evidence. Where versions of a file have one outline, one of them is parsed (alike.h).
 *
 * Lifetime: heap and an arena; sightings_release gives both back. Paths are those of the versions.
 */
#ifndef HISTORY_SIGHTINGS_H
#define HISTORY_SIGHTINGS_H

#include "history/versions.h"
#include "pool/pool.h"
#include "score/finding.h"

/** One dependency by its fingerprint: the same text means the same place, whatever its line. */
struct dependency {
    uint32_t index;
    struct str fingerprint;
    struct str identity; /* the same without the path: what a moved file keeps */
    enum category category;
    const struct model *model;
    struct str rule_id;
    struct str host;
    struct str evidence;
    uint32_t path;
};

struct sighting {
    uint32_t dependency;
    uint32_t line;
};

/** Consecutive sightings. */
struct sighting_range {
    uint32_t first;
    uint32_t count;
};

/**
 * What one version holds. Some rules ask what else the repository has: then there is a list for
 * each answer to the questions that matter here.
 */
struct holding {
    uint32_t seen;     /* evidence of the repository in this version: bits, by its index */
    uint32_t relevant; /* evidence that decides what counts here */
    uint32_t first;    /* its first list, one for each subset of `relevant` */
    uint32_t skipped;  /* what was wrong with it: bits, by enum skip_reason */
    bool scanned;
    bool any;          /* one of them is not empty */
    bool unknown;      /* could not be read */
};

struct sightings {
    struct arena arena;
    struct map by_fingerprint; /* fingerprint → struct dependency *, by index */
    struct buf items;          /* struct sighting */
    struct buf lists;          /* struct sighting_range */
    struct buf holdings;       /* struct holding, by version */
    size_t skipped[SKIP_REASON_COUNT]; /* versions */
    size_t scanned;                    /* versions whose bytes were looked at, */
    size_t parsed;                     /* and those that were parsed; others are like one of them */
    size_t unread; /* because too many workers died */
    bool truncated;
    bool reproducible;
};

/** How versions are looked at: the stages of an audit, in workers. */
struct scanner {
    void *context;
    bool (*scan)(void *context, bool outline, struct entry *entries, size_t count,
                 struct arena *result, struct doc_result *ret_results,
                 struct pool_outcome *ret_outcome, struct err *err);
    void (*progress)(void *context, size_t done); /* or NULL */
    bool each; /* every version is parsed, the slow reference */
    const struct ruleset *ruleset;
    enum confidence min_confidence;
};

NODISCARD bool sightings_collect(const struct commits *commits, const struct versions *versions,
                                 const struct scanner *scanner, struct sightings *ret,
                                 struct err *err);
void sightings_release(struct sightings *sightings);

static inline size_t sightings_dependency_count(const struct sightings *sightings)
{
    return sightings->by_fingerprint.count;
}

static inline const struct dependency *sightings_dependency(const struct sightings *sightings,
                                                            uint32_t index)
{
    return sightings->by_fingerprint.entries[index].value;
}

/** What a version holds where the repository as a whole holds the evidence `seen`. */
struct sighting_range sightings_of(const struct sightings *sightings, uint32_t version,
                                   uint32_t seen);

static inline const struct holding *sightings_holding(const struct sightings *sightings,
                                                      uint32_t version)
{
    return &((const struct holding *)(const void *)sightings->holdings.ptr)[version];
}

static inline const struct sighting *sightings_get(const struct sightings *sightings,
                                                   uint32_t index)
{
    return &((const struct sighting *)(const void *)sightings->items.ptr)[index];
}

#endif
