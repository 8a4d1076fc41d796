#include "plan/patch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "base/mask.h"
#include "walk/beneath.h"

enum { CONTEXT_LINES = 3 };

/* ---- the diff ---- */

struct line {
    struct str text; /* with its line break, if it has one */
    size_t offset;
};

struct line_list VEC(struct line);

bool patch_hides(struct str line)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct mask_range all = { 0, line.len };
    return !str_equal(mask_line(line, (struct mask_range){ 0, 0 }, all, &arena), line);
}

static void split_lines(struct str text, struct arena *arena, struct line_list *ret)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_char(text, '\n', at);
        end = end == STR_NONE ? text.len : end + 1;
        vec_push(arena, ret, (struct line){ str_slice(text, at, end), at });
        at = end;
    }
}

/* git's quoting: only when something in the name needs it. */
static void add_path(struct buf *out, const char *before, struct str path)
{
    bool quote = false;
    bool blank = false;
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        quote |= c < ' ' || c == '"' || c == '\\' || c >= 0x7f;
        blank |= c == ' ';
    }
    if (!quote) {
        buf_printf(out, "%s%.*s%s", before, STR_ARG(path), blank ? "\t" : "");
        return;
    }
    buf_printf(out, "\"%s", before);
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c < ' ' || c >= 0x7f)
            buf_printf(out, "\\%03o", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

static void add_line(struct buf *out, char mark, struct str text)
{
    buf_char(out, mark);
    buf_add(out, text);
    if (!str_ends(text, STR("\n")))
        buf_puts(out, "\n\\ No newline at end of file\n");
}

/** Lines are changed, never added or taken away: an edit stays on its line. */
struct diff {
    struct line_list lines;
    bool *changed;   /* by line */
    const void **uses; /* of a changed line: the use of its edits; NULL: not one alone */
    const struct file_edits *file;
    size_t next_edit;
    struct buf *out;
};

/* The line with its edits. */
static void add_new_line(struct diff *diff, const struct line *line)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    size_t at = 0;
    const struct edit_list *edits = &diff->file->edits;
    while (diff->next_edit < edits->count &&
           edits->items[diff->next_edit].offset < line->offset + line->text.len) {
        const struct edit *edit = &edits->items[diff->next_edit++];
        size_t start = edit->offset - line->offset;
        buf_add(&text, str_slice(line->text, at, start));
        buf_add(&text, edit->after);
        at = start + edit->len;
    }
    buf_add(&text, str_slice(line->text, at, line->text.len));
    add_line(diff->out, '+', buf_str(&text));
}

static void add_hunk(struct diff *diff, size_t start, size_t end)
{
    size_t count = end - start;
    buf_printf(diff->out, "@@ -%zu,%zu +%zu,%zu @@\n", start + 1, count, start + 1, count);
    for (size_t i = start; i < end;) {
        size_t stop = i;
        while (stop < end && diff->changed[stop])
            stop++;
        for (size_t j = i; j < stop; j++)
            add_line(diff->out, '-', diff->lines.items[j].text);
        for (size_t j = i; j < stop; j++)
            add_new_line(diff, &diff->lines.items[j]);
        if (stop == i)
            add_line(diff->out, ' ', diff->lines.items[stop++].text);
        i = stop;
    }
}

static bool can_show(const struct diff *diff, size_t line)
{
    struct str text = diff->lines.items[line].text;
    return !patch_hides(str_ends(text, STR("\n")) ? str_slice(text, 0, text.len - 1) : text);
}

/* Lines before the changed line `at`, down to `least`. */
static size_t context_start(const struct diff *diff, size_t at, size_t least)
{
    size_t start = at;
    while (start > least && at - start < CONTEXT_LINES && can_show(diff, start - 1))
        start--;
    return start;
}

/* Two changes that somebody may want one without the other, with a line between for each side. */
static bool can_part(const struct diff *diff, size_t last, size_t next)
{
    return next - last > 2 && diff->uses[last] && diff->uses[next] &&
           diff->uses[last] != diff->uses[next];
}

/* Behind the last line of the hunk that begins with a change at `at`. Each use has its own; those
 * that stand too near to one another share one. */
static size_t context_end(const struct diff *diff, size_t at)
{
    size_t last = at; /* the last change */
    size_t end = at + 1;
    while (end < diff->lines.count && end - last <= 2 * CONTEXT_LINES + 1 &&
           (diff->changed[end] || can_show(diff, end))) {
        if (diff->changed[end] && can_part(diff, last, end))
            return last + 1 + (end - last) / 2;
        if (diff->changed[end])
            last = end;
        end++;
    }
    size_t most = last + 1 + CONTEXT_LINES;
    return end < most ? end : most;
}

/* As many lines behind the last change as before the first, at `at`, but where the file ends: patch
 * takes an uneven hunk for one that stands at an end. At least one stays. */
static void balance(const struct diff *diff, size_t at, size_t *start, size_t *end)
{
    size_t last = *end - 1;
    while (!diff->changed[last])
        last--;
    size_t before = at - *start;
    size_t behind = *end - last - 1;
    if (behind < before && *end < diff->lines.count && behind > 0)
        *start = at - behind;
    if (before < behind && *start > 0 && before > 0)
        *end = last + 1 + before;
}

static void mark_changed(struct diff *diff)
{
    size_t line = 0;
    for (size_t i = 0; i < diff->file->edits.count; i++) {
        uint32_t offset = diff->file->edits.items[i].offset;
        while (line + 1 < diff->lines.count && diff->lines.items[line + 1].offset <= offset)
            line++;
        const void *use = diff->file->edits.items[i].use;
        bool same = !diff->changed[line] || diff->uses[line] == use;
        diff->uses[line] = same ? use : NULL;
        diff->changed[line] = true;
    }
}

void patch_add(const struct file_edits *file, struct buf *out)
{
    CLEANUP(arena_release) struct arena arena = { 0 };
    struct diff diff = { .file = file, .out = out };
    split_lines(file->text, &arena, &diff.lines);
    diff.changed = arena_array(&arena, diff.lines.count, sizeof *diff.changed);
    diff.uses = arena_array(&arena, diff.lines.count, sizeof *diff.uses);
    mark_changed(&diff);

    buf_puts(out, "--- ");
    add_path(out, "a/", file->path);
    buf_puts(out, "\n+++ ");
    add_path(out, "b/", file->path);
    buf_char(out, '\n');
    size_t shown = 0; /* lines of the hunks before */
    for (size_t i = 0; i < diff.lines.count;) {
        if (!diff.changed[i]) {
            i++;
            continue;
        }
        size_t start = context_start(&diff, i, shown);
        shown = context_end(&diff, i);
        balance(&diff, i, &start, &shown);
        add_hunk(&diff, start, shown);
        i = shown;
    }
}

/* ---- files ---- */

bool patch_read(int root_fd, struct str path, struct buf *out)
{
    CLEANUP(io_close_fd) int fd = open_beneath(root_fd, path, O_RDONLY | O_NONBLOCK);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > LIMIT_FILE_BYTES)
        return false;
    for (;;) {
        enum { CHUNK = 64 * 1024 };
        ssize_t got = read(fd, buf_reserve(out, CHUNK), CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        out->len += (size_t)got;
        if (out->len > LIMIT_FILE_BYTES)
            return false;
    }
}

/* "app/main.py" → "app" and "main.py", NUL-terminated. */
static bool split_path(struct str path, char *name, size_t size, struct str *ret_folder)
{
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    *ret_folder = str_slice(path, 0, start > 0 ? start - 1 : 0);
    struct str last = str_slice(path, start, path.len);
    int len = snprintf(name, size, "%.*s", STR_ARG(last));
    return len > 0 && (size_t)len < size;
}

static bool write_beside(int folder_fd, const char *name, struct str text)
{
    char temporary[300];
    struct stat status;
    snprintf(temporary, sizeof temporary, "%s.tmp%ld", name, (long)getpid());
    if (fstatat(folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    CLEANUP(io_close_fd) int fd = openat(
        folder_fd, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    if (io_write_all(fd, text) && fchmod(fd, status.st_mode & 07777) == 0 &&
        renameat(folder_fd, temporary, folder_fd, name) == 0)
        return true;
    int reason = errno;
    unlinkat(folder_fd, temporary, 0);
    errno = reason;
    return false;
}

bool patch_write(int root_fd, const struct file_edits *file, struct err *err)
{
    CLEANUP(buf_release) struct buf present = { 0 };
    CLEANUP(buf_release) struct buf text = { 0 };
    char name[256];
    struct str folder;
    if (!split_path(file->path, name, sizeof name, &folder) ||
        !patch_read(root_fd, file->path, &present) || !str_equal(buf_str(&present), file->text))
        return err_set(err, ERR_IO, "%.*s: has changed since it was read, nothing written to it",
                       STR_ARG(file->path));
    CLEANUP(io_close_fd) int folder_fd = open_beneath(root_fd, folder, O_RDONLY | O_DIRECTORY);
    edits_apply(file, &text);
    if (folder_fd < 0 || !write_beside(folder_fd, name, buf_str(&text)))
        return err_set(err, ERR_IO, "%.*s: %s", STR_ARG(file->path), strerror(errno));
    return true;
}
