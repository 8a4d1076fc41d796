#include "parse/guest/recorded.h"

#include "base/attr.h"
#include "parse/lines.h"

/* Long texts are output of another sort; reading on would tell nothing. */
enum { LOOK = 2000 };

static bool starts_with_one(struct str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_starts(text, str_from(list[i])))
            return true;
    }
    return false;
}

static bool has_one(struct str text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_find(text, str_from(list[i]), 0) != STR_NONE)
            return true;
    }
    return false;
}

/* 2026-05-01, 05/01/26, 10:00:09: digits, a sign and digits again, twice. */
static bool begins_with_time(struct str line)
{
    unsigned groups = 0;
    size_t at = 0;
    while (groups < 3 && at < line.len && ascii_digit(line.ptr[at])) {
        size_t from = at;
        while (at < line.len && ascii_digit(line.ptr[at]))
            at++;
        if (at - from != 2 && at - from != 4)
            return false;
        groups++;
        if (groups < 3 && (at == line.len || !strchr("-/:", line.ptr[at])))
            return false;
        at += groups < 3;
    }
    return groups == 3;
}

/* INFO, [warn], ERROR: at the beginning, and more behind it. */
static bool begins_with_level(struct str line)
{
    static const char *const levels[] = { "INFO",  "WARN",  "WARNING",  "ERROR", "DEBUG",
                                          "TRACE", "FATAL", "CRITICAL", "NOTICE" };
    bool bracket = str_starts(line, STR("["));
    if (bracket)
        line = str_slice(line, 1, line.len);
    size_t end = 0;
    while (end < line.len && ascii_alpha(line.ptr[end]))
        end++;
    struct str word = str_slice(line, 0, end);
    bool closed = end < line.len && strchr(bracket ? "] " : ": \t[", line.ptr[end]);
    for (size_t i = 0; closed && i < ARRAY_COUNT(levels); i++) {
        if (bracket ? str_equal_icase(word, str_from(levels[i])) : str_is(word, levels[i]))
            return true;
    }
    return false;
}

/* "OSError: …", "ValueError: …" */
static bool begins_with_error(struct str line)
{
    size_t colon = str_find(line, STR(": "), 0);
    if (colon == STR_NONE || str_find_char(str_slice(line, 0, colon), ' ', 0) != STR_NONE)
        return false;
    struct str word = str_slice(line, 0, colon);
    return word.len > 5 && (str_ends(word, STR("Error")) || str_ends(word, STR("Exception")));
}

/* "pulling llama3... 100%": a verb that goes on, and how far it is. */
static bool is_progress(struct str line)
{
    static const char *const ends[] = { "...", "\xE2\x80\xA6", "100%", " done" };
    size_t end = str_find_char(line, ' ', 0);
    bool verb = end != STR_NONE && str_ends(str_slice(line, 0, end), STR("ing"));
    return verb && has_one(line, ends, ARRAY_COUNT(ends));
}

/* "llama3.2:latest    a80c4f17acd5    2.0 GB    2 days ago": columns, one of them a size or time */
static bool is_listing(struct str line)
{
    static const char *const units[] = { " GB", " MB", " KB", " GiB", " MiB", " ago" };
    unsigned gaps = 0;
    for (size_t i = 1; i + 1 < line.len; i++)
        gaps += line.ptr[i - 1] != ' ' && line.ptr[i] == ' ' && line.ptr[i + 1] == ' ';
    return gaps >= 2 && has_one(line, units, ARRAY_COUNT(units));
}

static bool is_table_row(struct str line)
{
    unsigned bars = 0;
    for (size_t i = 0; i < line.len; i++)
        bars += line.ptr[i] == '|';
    return bars >= 3 && line.ptr[0] == '|' && line.ptr[line.len - 1] == '|';
}

bool recorded_line(struct str line)
{
    static const char *const beginnings[] = {
        "Traceback (",  "File \"",      "llama_model_load", "llama_print_",  "llama_perf_",
        "llm_load_",    "ggml_",        "print_info:",      "load_tensors:", "time=20",
        "\xE2\x94\x9C", "\xE2\x94\x94", "\xE2\x94\x82",
    };
    static const char *const bars[] = { "\xE2\x96\x88", "\xE2\x96\x95", "it/s]", "s/it]" };
    line = str_trim(str_slice(line, 0, line.len < LOOK ? line.len : LOOK));
    if (line.len == 0)
        return false;
    struct str inner = line.ptr[0] == '[' ? str_slice(line, 1, line.len) : line;
    return begins_with_time(inner) || begins_with_level(line) || begins_with_error(line) ||
           starts_with_one(line, beginnings, ARRAY_COUNT(beginnings)) || is_progress(line) ||
           is_listing(line) || is_table_row(line) || has_one(line, bars, ARRAY_COUNT(bars));
}

bool recorded_block(struct str text)
{
    struct lines lines = { .text = text };
    while (lines_next(&lines)) {
        if (recorded_line(lines_text(&lines)))
            return true;
    }
    return false;
}

bool recorded_reply(struct str json)
{
    static const char *const fields[] = {
        "\"choices\":",       "\"finish_reason\":",     "\"created_at\":",  "\"owned_by\":",
        "\"done_reason\":",   "\"prompt_eval_count\":", "\"modified_at\":", "\"total_duration\":",
        "\"prompt_tokens\":", "\"stop_reason\":",       "\"usage\":",
    };
    return has_one(json, fields, ARRAY_COUNT(fields));
}

bool recorded_by_name(struct str language)
{
    static const char *const names[] = { "ansi",     "log",    "logs",
                                         "out",      "output", "pytb",
                                         "stderr",   "stdout", "terminal-output",
                                         "traceback" };
    for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
        if (str_equal_icase(language, str_from(names[i])))
            return true;
    }
    return false;
}
