#include "cache/digest.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <git2.h>
#include <pcre2.h>
#include <utf8proc.h>
#include <yaml.h>
#ifdef __linux__
#include <elf.h>
#include <link.h>
#endif

#include "base/buf.h"

/* ---- the program ---- */

#ifdef __linux__
/** The note GNU_BUILD_ID in one segment of notes: name length, length, type, name, bytes. */
static struct str find_build_id(struct str notes, size_t align)
{
    while (notes.len >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        memcpy(&note, notes.ptr, sizeof note);
        size_t name_end = sizeof note + (note.n_namesz + align - 1) / align * align;
        size_t end = name_end + (note.n_descsz + align - 1) / align * align;
        if (end > notes.len)
            break;
        struct str name = str_slice(notes, sizeof note, sizeof note + note.n_namesz);
        if (note.n_type == NT_GNU_BUILD_ID && str_equal(name, STR("GNU\0")))
            return str_slice(notes, name_end, name_end + note.n_descsz);
        notes = str_slice(notes, end, notes.len);
    }
    return STR("");
}

/** The program itself comes first. */
static int look_into_program(struct dl_phdr_info *info, size_t size, void *found)
{
    (void)size;
    for (size_t i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type != PT_NOTE)
            continue;
        /* The only way to an address that the loader gives as a number. */
        const char *start = (const char *)(uintptr_t)(info->dlpi_addr + part->p_vaddr);
        struct str id = find_build_id((struct str){ start, part->p_memsz },
                                      part->p_align == 8 ? 8 : 4);
        if (id.len > 0) {
            *(struct str *)found = id;
            break;
        }
    }
    return 1;
}

struct str cache_build_id(void)
{
    struct str id = STR("");
    dl_iterate_phdr(look_into_program, &id);
    return id;
}
#else
struct str cache_build_id(void)
{
    return STR("");
}
#endif

struct str cache_libraries(struct arena *arena)
{
    char pcre2[64] = "";
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) <= (int)sizeof pcre2)
        pcre2_config(PCRE2_CONFIG_VERSION, pcre2);
    uint32_t compiles = 0;
    pcre2_config(PCRE2_CONFIG_JIT, &compiles);
    int major, minor, patch;
    git_libgit2_version(&major, &minor, &patch);
    return arena_printf(arena, "yaml %s pcre2 %s %u utf8proc %s git %d.%d.%d",
                        yaml_get_version_string(), pcre2, compiles, utf8proc_version(), major,
                        minor, patch);
}

/* ---- all of it ---- */

static void add_number(struct buf *out, uint64_t number)
{
    buf_add(out, (struct str){ (const char *)&number, sizeof number });
}

/** Its length first: no two lists of texts come to the same bytes. */
static void add_text(struct buf *out, struct str text)
{
    add_number(out, text.len);
    buf_add(out, text);
}

/** Texts that are built in are told by the build id, but for which of them there are. */
static void add_data(const struct data *data, struct buf *out)
{
    add_number(out, data->count);
    for (size_t i = 0; i < data->count; i++) {
        const struct data_file *file = &data->files[i];
        add_text(out, file->name);
        add_number(out, file->built_in);
        if (!file->built_in)
            add_text(out, file->text);
    }
}

static void add_rules(const struct ruleset *ruleset, struct buf *out)
{
    add_number(out, ruleset->count);
    for (size_t i = 0; i < ruleset->count; i++) {
        add_text(out, ruleset->rules[i]->id);
        add_number(out, ruleset->rules[i]->digest);
    }
}

void cache_digest(const struct cache_inputs *inputs, unsigned char ret_digest[SHA256_LEN])
{
    CLEANUP(buf_release) struct buf out = { 0 };
    add_text(&out, inputs->build);
    add_text(&out, inputs->libraries);
    add_data(inputs->data, &out);
    add_rules(inputs->ruleset, &out);
    add_number(&out, inputs->max_file_bytes);
    add_number(&out, inputs->only_dependencies);
    struct str text = buf_str(&out);
    sha256(&text, 1, ret_digest);
}
