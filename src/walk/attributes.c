#include "walk/attributes.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/io.h"
#include "base/limits.h"
#include "walk/beneath.h"

/** Words in a line of attributes, whatever they are set to. */
static bool changes_bytes(struct str line)
{
    return str_find(line, STR("filter"), 0) != STR_NONE ||
           str_find(line, STR("ident"), 0) != STR_NONE ||
           str_find(line, STR("working-tree-encoding"), 0) != STR_NONE;
}

static struct str first_word(struct str line)
{
    size_t end = 0;
    while (end < line.len && !ascii_space(line.ptr[end]))
        end++;
    return str_slice(line, 0, end);
}

/** The pattern of such a line; "*" when it is a macro, or written in a way that is not read here. */
static struct str pattern_of(struct str line)
{
    struct str pattern = first_word(line);
    bool plain = pattern.len > 0 && !strchr("\"[!\\", pattern.ptr[0]);
    return plain ? pattern : STR("*");
}

static const struct ignore *every_file(struct arena *arena)
{
    return ignore_parse(NULL, STR(""), STR("*"), arena);
}

const struct ignore *attributes_parse(const struct ignore *above, struct str folder,
                                      struct str text, struct arena *arena)
{
    enum { PATTERNS_MAX = 1000 }; /* far below those that ignore_parse reads */
    if (!changes_bytes(text))
        return above;
    CLEANUP(buf_release) struct buf patterns = { 0 };
    struct str rest = text;
    size_t count = 0;
    while (rest.ptr) {
        struct str line = str_trim(str_split(&rest, '\n'));
        if (!changes_bytes(line) || str_starts(line, STR("#")))
            continue;
        buf_add(&patterns, pattern_of(line));
        buf_char(&patterns, '\n');
        count++;
    }
    return count > PATTERNS_MAX ? every_file(arena)
                                : ignore_parse(above, folder, buf_str(&patterns), arena);
}

/** Appends what can be read; nothing of a file that is not there. */
static void read_some(int fd, struct buf *text)
{
    while (fd >= 0 && text->len < LIMIT_IGNORE_BYTES) {
        enum { STEP = 16 * 1024 };
        ssize_t got = read(fd, buf_reserve(text, STEP), STEP);
        if (got <= 0)
            break;
        text->len += (size_t)got;
    }
}

const struct ignore *attributes_read(const struct ignore *above, struct str folder, int root_fd,
                                     struct str name, struct arena *arena)
{
    CLEANUP(io_close_fd) int fd = open_beneath(root_fd, name, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    CLEANUP(buf_release) struct buf text = { 0 };
    read_some(fd, &text);
    return text.len < LIMIT_IGNORE_BYTES ? attributes_parse(above, folder, buf_str(&text), arena)
                                         : every_file(arena);
}

/** The text of a file of git's own, or "". */
static struct str read_setting(struct str path, struct arena *arena)
{
    CLEANUP(io_close_fd) int fd = open(path.ptr, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    CLEANUP(buf_release) struct buf text = { 0 };
    read_some(fd, &text);
    return arena_str(arena, buf_str(&text));
}

const struct ignore *attributes_around(const char *git_dir, struct arena *arena)
{
    const char *home = getenv("HOME");
    const char *config = getenv("XDG_CONFIG_HOME");
    struct str user = config && *config ? arena_printf(arena, "%s/git", config)
                                        : arena_printf(arena, "%s/.config/git", home ? home : "");
    const struct str settings[] = {
        STR("/etc/gitconfig"),
        arena_printf(arena, "%.*s/config", STR_ARG(user)),
        arena_printf(arena, "%s/.gitconfig", home ? home : ""),
        arena_printf(arena, "%s/config", git_dir),
    };
    for (size_t i = 0; i < ARRAY_COUNT(settings); i++) {
        struct str text = read_setting(settings[i], arena);
        if (str_find_icase(text, STR("attributesfile"), 0) != STR_NONE)
            return every_file(arena);
    }
    const struct str files[] = {
        STR("/etc/gitattributes"),
        arena_printf(arena, "%.*s/attributes", STR_ARG(user)),
        arena_printf(arena, "%s/info/attributes", git_dir),
    };
    const struct ignore *rules = NULL;
    for (size_t i = 0; i < ARRAY_COUNT(files); i++)
        rules = attributes_parse(rules, STR(""), read_setting(files[i], arena), arena);
    return rules;
}
