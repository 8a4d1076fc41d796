/**
 * A reference: rule R saw model M here. What was found, true whatever the targets are.
 *
 * Lifetime: the result arena of the process that made it; text is copied out of the document.
 * Units:    lines and columns start at 1, offsets at 0; columns and offsets count bytes of the
 *           file text. `end_column` is exclusive.
 */
#ifndef MATCH_REFERENCE_H
#define MATCH_REFERENCE_H

#include "base/vec.h"
#include "catalog/model.h"

/** In the order of strength: on one span the first one wins. The names are public. The last one is
 * for what concerns the tool's own controls and is never matched. */
enum category {
    CATEGORY_SAFETY,
    CATEGORY_LICENSE,
    CATEGORY_FINE_TUNE,
    CATEGORY_HOSTED_ENDPOINT,
    CATEGORY_DERIVED_MODEL,
    CATEGORY_WEIGHTS_ARTIFACT,
    CATEGORY_MODEL_REFERENCE,
    CATEGORY_SERVING_CONFIG,
    CATEGORY_PROMPT_FORMAT,
    CATEGORY_TOKENIZER,
    CATEGORY_ARCHITECTURE,
    CATEGORY_SDK,
    CATEGORY_RUNTIME,
    CATEGORY_MENTION,
    CATEGORY_AUDIT,
    CATEGORY_COUNT,
};

enum kind {
    KIND_DEPENDENCY,
    KIND_ENGINE,
    KIND_MENTION,
    KIND_AUDIT,       /* trouble with the tool's own controls */
    KIND_OBSERVATION, /* never a finding: what the repository needs of a model, for score */
    KIND_COUNT,
};

enum confidence { CONFIDENCE_LOW, CONFIDENCE_MEDIUM, CONFIDENCE_HIGH, CONFIDENCE_COUNT };

/** What sort of place it is. First that fits. */
enum where {
    WHERE_LOCK,
    WHERE_NOTEBOOK,
    WHERE_TEST,
    WHERE_DOCS,
    WHERE_INFRA,
    WHERE_DATA,
    WHERE_CONFIG,
    WHERE_CODE,
    WHERE_COUNT,
};

extern const char *const category_names[CATEGORY_COUNT];
extern const char *const kind_names[KIND_COUNT];
extern const char *const confidence_names[CONFIDENCE_COUNT];
extern const char *const where_names[WHERE_COUNT];

struct span {
    uint32_t line;
    uint32_t column;
    uint32_t end_line;
    uint32_t end_column;
    uint32_t column_utf16; /* the columns again in UTF-16 code units, as SARIF counts them */
    uint32_t end_column_utf16;
    uint32_t offset;
    uint32_t len;
};

struct rule;

struct reference {
    const struct rule *rule;
    const struct model *model; /* NULL when the line fixes none */
    enum category category;
    enum kind kind;
    enum confidence confidence;
    enum where where;
    struct str path;
    struct span span;       /* the matched text */
    struct span statement;  /* the smallest statement, pair, instruction or record around it */
    uint32_t record_start;  /* offset of the enclosing record, UINT32_MAX for none: what has the */
                            /* same record and model belongs to one finding */
    struct str evidence;    /* the matched text, control characters and all */
    struct str snippet;     /* its line, cut to LIMIT_SNIPPET_BYTES, credentials masked */
    struct str line_hash;   /* of the line at its start, match/line_hash.h */
    uint32_t snippet_start; /* offset of the first byte of the snippet in the file text */
    struct str host;
    struct str variant;
    struct str quantisation;
    struct str key;    /* key path or assigned name */
    struct str symbol; /* enclosing function or class */
    struct str callee;
    struct str argument;
    struct str role; /* "string", "value": for explain */
    struct str language;
    struct str note;  /* why the confidence is not higher, or what the rule wants to add */
    struct str value; /* of an observation; what it is about is rule->observes */
    struct strs also; /* ids of weaker rules on the same span: filled by match_settle */
};

struct references VEC(struct reference);

/** The category with that name, or CATEGORY_COUNT; the others likewise. */
enum category category_by_name(struct str name);
enum kind kind_by_name(struct str name);
enum confidence confidence_by_name(struct str name);

#endif
