#include "history/outline.h"

#include "match/interest.h"

enum {
    AROUND = 2,   /* lines of the same block that are looked at on both sides */
    NEAREST = 1,  /* and those of any block */
    FOLD_MAX = 60 /* lines of the head of a block: "def f(\n    a,\n):" */
};

#define NO_LINE UINT32_MAX

struct line {
    uint32_t start;
    uint32_t end;    /* without its line feed */
    uint32_t indent; /* of a blank line: that of the line above it */
    uint32_t parent; /* the nearest line above that is indented less, or NO_LINE; of a blank
                        line just the one above it */
    bool blank;
    bool marked;
    bool climbed; /* so are those that enclose it */
};

struct outline {
    const struct doc *doc;
    struct line *lines;
    uint32_t count;
};

/* ---- lines ---- */

static void measure(struct str text, struct line *line, uint32_t indent_above)
{
    uint32_t at = line->start;
    while (at < line->end && ascii_space(text.ptr[at]))
        at++;
    line->blank = at == line->end;
    line->indent = line->blank ? indent_above : at - line->start;
}

static void split_lines(struct outline *outline, struct arena *scratch)
{
    struct str text = outline->doc->text;
    uint32_t count = 1;
    for (size_t at = 0; (at = str_find_char(text, '\n', at)) != STR_NONE; at++)
        count++;
    outline->lines = arena_array(scratch, count, sizeof *outline->lines);
    outline->count = count;
    uint32_t start = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t end = str_find_char(text, '\n', start);
        struct line *line = &outline->lines[i];
        line->start = start;
        line->end = (uint32_t)(end == STR_NONE ? text.len : end);
        measure(text, line, i > 0 ? line[-1].indent : 0);
        start = line->end + 1;
    }
}

/** Each line's parent is above it, and the parent of its neighbour leads there. */
static void find_parents(struct outline *outline)
{
    for (uint32_t i = 0; i < outline->count; i++) {
        struct line *line = &outline->lines[i];
        uint32_t above = i > 0 ? i - 1 : NO_LINE;
        if (line->blank) {
            line->parent = above;
            continue;
        }
        while (above != NO_LINE && (outline->lines[above].blank ||
                                    outline->lines[above].indent >= line->indent))
            above = outline->lines[above].parent;
        line->parent = above;
    }
}

/* ---- which of them tell something ---- */

static void mark(struct outline *outline, uint32_t at)
{
    outline->lines[at].marked = true;
}

static void mark_around(struct outline *outline, uint32_t at)
{
    const struct line *lines = outline->lines;
    for (uint32_t i = 1; i <= AROUND && i <= at; i++) {
        if (i > NEAREST && lines[at - i].indent < lines[at].indent)
            break;
        mark(outline, at - i);
    }
    for (uint32_t i = 1; i <= AROUND && at + i < outline->count; i++) {
        if (i > NEAREST && lines[at + i].indent < lines[at].indent)
            break;
        mark(outline, at + i);
    }
}

static bool closes(const struct outline *outline, const struct line *line)
{
    char first = outline->doc->text.ptr[line->start + line->indent];
    return !line->blank && (first == ')' || first == ']' || first == '}');
}

/** The head of a block, with what stands right above it: a decorator, an attribute. */
static void mark_head(struct outline *outline, uint32_t at)
{
    const struct line *lines = outline->lines;
    mark(outline, at);
    if (closes(outline, &lines[at])) {
        uint32_t above = at;
        for (int i = 0; i < FOLD_MAX && above > 0; i++) {
            mark(outline, --above);
            if (!lines[above].blank && lines[above].indent <= lines[at].indent)
                break;
        }
        at = above;
    }
    if (at > 0 && lines[at - 1].indent == lines[at].indent)
        mark(outline, at - 1);
}

static void mark_hit(struct outline *outline, uint32_t at)
{
    struct line *lines = outline->lines;
    mark(outline, at);
    mark_around(outline, at);
    for (uint32_t i = at; i != NO_LINE && !lines[i].climbed; i = lines[i].parent) {
        lines[i].climbed = true;
        if (i != at)
            mark_head(outline, i);
    }
}

/* ---- in what they begin ---- */

/** Marks of strings and comments that go over lines, counted from the beginning of the text. */
struct inside {
    uint32_t counts[7];
};

static void count_marks(struct inside *inside, struct str text, uint32_t from, uint32_t to)
{
    static const struct {
        char first;
        struct str mark;
    } marks[] = {
        { '"', { "\"\"\"", 3 } }, { '\'', { "'''", 3 } }, { '`', { "`", 1 } },
        { '/', { "/*", 2 } },     { '*', { "*/", 2 } },   { '<', { "<!--", 4 } },
        { '-', { "-->", 3 } },
    };
    for (uint32_t at = from; at < to; at++) {
        char c = text.ptr[at];
        if (c > '`' || c == ' ')
            continue;
        for (size_t i = 0; i < ARRAY_COUNT(marks); i++) {
            if (c != marks[i].first || !str_starts(str_slice(text, at, text.len), marks[i].mark))
                continue;
            inside->counts[i]++;
            at += (uint32_t)marks[i].mark.len - 1;
            break;
        }
    }
}

static uint64_t hash_more(uint64_t hash, uint64_t value)
{
    hash ^= value;
    hash *= UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static uint64_t hash_inside(uint64_t hash, const struct inside *inside)
{
    const uint32_t *counts = inside->counts;
    uint64_t quotes = (counts[0] & 1) | (counts[1] & 1) << 1 | (counts[2] & 1) << 2;
    bool comment = counts[3] > counts[4];
    bool markup = counts[5] > counts[6];
    return hash_more(hash, quotes << 2 | (uint64_t)comment << 1 | markup);
}

/* ---- the whole ---- */

static uint64_t hash_marked(const struct outline *outline)
{
    struct str text = outline->doc->text;
    struct inside inside = { 0 };
    uint64_t hash = 1;
    uint32_t counted = 0;
    for (uint32_t i = 0; i < outline->count; i++) {
        const struct line *line = &outline->lines[i];
        if (!line->marked)
            continue;
        if (i == 0 || !line[-1].marked) {
            count_marks(&inside, text, counted, line->start);
            counted = line->start;
            hash = hash_inside(hash, &inside);
        }
        hash = hash_more(hash, str_hash(str_slice(text, line->start, line->end)));
    }
    return hash;
}

uint64_t outline_of(const struct ruleset *ruleset, const struct hits *hits, const struct doc *doc,
                    struct arena *scratch)
{
    struct hits telling;
    uint64_t hash;
    if (!match_telling_hits(ruleset, hits, doc, scratch, &telling)) {
        hash = str_hash(doc->text);
    } else if (telling.count == 0) {
        return match_wants_path(ruleset, doc->path);
    } else {
        struct outline outline = { .doc = doc };
        split_lines(&outline, scratch);
        find_parents(&outline);
        mark(&outline, 0); /* may say what language it is */
        uint32_t line = 0;
        for (size_t i = 0; i < telling.count; i++) {
            while (telling.items[i].offset > outline.lines[line].end)
                line++;
            if (!outline.lines[line].climbed)
                mark_hit(&outline, line);
        }
        hash = hash_marked(&outline);
    }
    return hash ? hash : 1;
}
