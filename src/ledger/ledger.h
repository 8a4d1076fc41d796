/**
 * What was seen, scanned, parsed, skipped and left unresolved: coverage is part of the result.
 *
 * Lifetime: the ledger lives in the result arena, in the parent; workers send skips to it.
 * Order:    ledger_finish sorts everything by path, so that the same input gives the same bytes.
 */
#ifndef LEDGER_LEDGER_H
#define LEDGER_LEDGER_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"

/** Why a file, or a part of one, was not read or not parsed. The names are public. */
enum skip_reason {
    SKIP_BINARY,           /* a NUL byte early on, and no known header */
    SKIP_ENCODING,         /* a text encoding that cannot be converted */
    SKIP_ERROR,            /* a parser crashed on it, and so did reading it as text */
    SKIP_LFS_POINTER,      /* the pointer was read, the content is not here */
    SKIP_LIMIT,            /* a bound of base/limits.h */
    SKIP_MISSING_OBJECT,   /* shallow or partial clone */
    SKIP_OWN_FILE,         /* the configuration in force, or the baseline: speaks of findings */
    SKIP_PARSE,            /* does not parse in its language: read as text */
    SKIP_SPARSE,           /* not checked out */
    SKIP_SUBMODULE_ABSENT, /* a submodule that is not checked out */
    SKIP_SUBMODULE,        /* a submodule: a repository of its own, audit it there */
    SKIP_SYMLINK,          /* not followed */
    SKIP_TIME,             /* the wall clock fired: read as text */
    SKIP_UNREADABLE,       /* the operating system said no, or it is no regular file */
    SKIP_REASON_COUNT,
};

/** The detail of a file that the working tree lost: SKIP_UNREADABLE. */
#define SKIP_NOT_THERE "tracked, but not there"

/** "binary", "lfs-pointer", …: the name in reports and in --require-coverage. */
const char *skip_reason_name(enum skip_reason reason);

/** How much of the file was lost. */
enum skip_effect {
    SKIP_NOT_READ,     /* nothing of the file was looked at */
    SKIP_READ_AS_TEXT, /* looked at with text rules, without structure */
    SKIP_PART,         /* the rest of the file was looked at */
};

struct skip {
    struct str path;
    enum skip_reason reason;
    enum skip_effect effect;
    struct str detail; /* "line 3: did not find expected key"; may be empty */
};

/** A place that takes its model from outside the repository. Never a finding. */
struct selection {
    struct str path;
    uint32_t line;
    uint32_t column;
    struct str api;        /* "ChatOpenAI", "vllm serve" */
    struct str variable;   /* "MODEL_NAME", or the expression */
    struct str expression; /* as written */
};

struct skip_list VEC(struct skip);
struct selection_list VEC(struct selection);

struct ledger {
    struct arena *arena;
    size_t files_seen;    /* listed by the walk */
    size_t files_scanned; /* whose bytes were looked at */
    size_t files_parsed;
    size_t files_text; /* parsed as plain text because no reader knows the format */
    struct map parsed; /* language name → (uintptr_t) number of files */
    struct skip_list skips;
    struct selection_list selections;
    struct strs notes;          /* "shallow clone", "index format not supported: …" */
    struct strs rules_disabled; /* ids */
    size_t rules_active;
    bool reproducible; /* false once a wall clock decided anything */
    bool partial;      /* the run was given up */
};

void ledger_init(struct ledger *ledger, struct arena *arena);

/** Copies path and detail. */
void ledger_skip(struct ledger *ledger, const struct skip *skip);
void ledger_select(struct ledger *ledger, const struct selection *selection);
/** A sentence about the whole run; the same sentence twice is kept once. */
void ledger_note(struct ledger *ledger, const char *format, ...) PRINTF_LIKE(2, 3);
void ledger_parsed(struct ledger *ledger, const char *language);

/** Sorts skips and selections by place; call once, after the last document. */
void ledger_finish(struct ledger *ledger);

/** How many files were skipped for that reason. */
size_t ledger_skip_count(const struct ledger *ledger, enum skip_reason reason);

/**
 * Why nothing is known of a file that may have findings, or NULL: it was not read, or not all of
 * it, and is neither deleted, a link, binary, nor a file of the tool's own. After ledger_finish.
 */
const struct skip *ledger_unread(const struct ledger *ledger, struct str path);

#endif
