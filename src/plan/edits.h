/**
 * What of a move can be written by the tool: byte ranges of files and what stands there instead.
 *
 * An edit is offered only when everything that is bound to the same model use is edited as well or
 * is not there. Every place that is not edited has one reason of a closed list.
 *
 * Lifetime: the result arena.
 * Units:    offsets count bytes of the file as it is on disk.
 */
#ifndef PLAN_EDITS_H
#define PLAN_EDITS_H

#include "base/buf.h"
#include "plan/renames.h"
#include "score/effort.h"
#include "score/finding.h"

/** Why a place is not edited. The names are public. */
enum edit_state {
    EDIT_WRITTEN,
    EDIT_ADAPTER,         /* an adapter is bound to its base */
    EDIT_BLOCKED,         /* the target cannot do what is asked here */
    EDIT_CODE,            /* a class, a module, an SDK: code is changed by people */
    EDIT_DATA,            /* recorded data, also of tests */
    EDIT_DERIVED,         /* made from Llama: what replaces it is a decision */
    EDIT_ENCODING,        /* the bytes are not the text: UTF-16, escapes, several pieces */
    EDIT_GENERATED,       /* a lock file: made by a tool */
    EDIT_GUARD,           /* a safety model answers in its own classes */
    EDIT_HOST_LACKS,      /* the host does not carry the target */
    EDIT_HOST_UNKNOWN,    /* the id is used on several hosts, and this place names none */
    EDIT_LICENCE_TEXT,    /* a licence, notice or policy in words */
    EDIT_LISTED,          /* the list would have the target twice */
    EDIT_LOW_CONFIDENCE,
    EDIT_NO_EQUIVALENT,   /* nothing is recorded, or the line fixes no model */
    EDIT_NO_NAME,         /* the target has no such name: the setting has to go, or be chosen */
    EDIT_NOT_ALONE,       /* something that is bound to the same use is not edited */
    EDIT_NO_WORK,         /* nothing has to be changed */
    EDIT_OTHER_SORT,      /* what the host has instead is for code, or always reasons */
    EDIT_PROMPT,          /* text built with chat tokens */
    EDIT_QUANTISED,       /* quantised weights: which to take instead is not known */
    EDIT_SECRET,          /* a credential on the line or below it, which a patch would show */
    EDIT_SPELLING,        /* the id is spelled in a way that has no counterpart */
    EDIT_TOKENS,          /* token arithmetic */
    EDIT_TRAINING,        /* a training set-up */
    EDIT_VENDOR_CALL,     /* the request differs from vendor to vendor */
    EDIT_VISION,          /* images are spoken of beside it, and the target reads none */
    EDIT_WEIGHTS_FILE,    /* the name of a file that must be fetched or made */
    EDIT_STATE_COUNT,
};

extern const char *const edit_state_names[EDIT_STATE_COUNT];
/** What to say to a person: "text built with chat tokens". */
extern const char *const edit_state_texts[EDIT_STATE_COUNT];

struct edit {
    uint32_t offset;
    uint32_t len;
    uint32_t line;
    struct str before;
    struct str after;
    const struct finding *finding;
    const void *use; /* edits of one use have the same; NULL: bound to what is beside it */
};

struct edit_list VEC(struct edit);

/** What becomes of one finding. */
struct place_edit {
    const struct finding *finding;
    enum edit_state state;
    struct str detail;            /* what is missing: "qwen3-8b on groq" */
    const struct finding *holder; /* of EDIT_NOT_ALONE: what holds it back */
    struct edit_list edits;       /* of EDIT_WRITTEN, and of EDIT_NOT_ALONE for --partial */
    struct edit_list by_hand;     /* of the others: what a person changes, and to what */
};

/** The edits of one file, by offset, without overlaps. */
struct file_edits {
    struct str path;
    struct str text; /* of the file */
    struct edit_list edits;
};

struct file_edits_list VEC(struct file_edits);

/** A least version in a manifest that is raised; its edit belongs to no finding. */
struct floor {
    struct str path;
    struct str library; /* "transformers" */
    struct edit edit;
};

struct floors VEC(struct floor);

struct edits {
    struct place_edit *places; /* one for each finding of the result, in its order */
    size_t place_count;
    struct floors floors;         /* by path */
    struct file_edits_list files; /* by path; those of the floors, too */
};

struct edits_input {
    const struct result *result;
    const struct references *references; /* for observations */
    const struct catalog *catalog;
    const struct renames *renames;
    const struct effort *effort; /* for least versions */
    struct str target;           /* family id */
    struct str today;
    bool partial;      /* also what is not alone */
    bool hide_secrets; /* for a patch: it shows the lines around an edit */
    struct strs only;  /* fingerprints; empty: all */
    struct strs paths; /* of the tree, sorted: where its manifests are */
    /* The bytes of a file, in the arena; false when they cannot be had. */
    bool (*read)(void *state, struct str path, struct arena *arena, struct str *ret);
    void *read_state;
};

void edits_make(const struct edits_input *input, struct arena *arena, struct edits *ret_edits);

/** The text of a file with its edits, appended to `out`. */
void edits_apply(const struct file_edits *file, struct buf *out);

#endif
