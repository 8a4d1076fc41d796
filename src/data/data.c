#include "data/data.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "data/embedded.h"

/* Folders below a --rules folder: models/, detect/ and what a team puts into them. */
enum { MAX_FOLDER_DEPTH = 8 };

struct data_files VEC(struct data_file);

struct overlay {
    struct data_files *files;
    struct arena *run;
    struct err *err;
};

static bool is_yaml(struct str name)
{
    return str_ends(name, STR(".yaml")) || str_ends(name, STR(".yml"));
}

static struct data_file *find_file(const struct data_file *files, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++) {
        if (str_equal(files[i].name, name))
            return (struct data_file *)(uintptr_t)&files[i];
    }
    return NULL;
}

static bool is_rules(struct str name)
{
    return str_starts(name, STR("detect/"));
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Its first line that is no comment begins with the key. */
static bool is_calibration(struct str text)
{
    while (text.ptr && text.len > 0) {
        struct str line = str_split(&text, '\n');
        if (!str_starts(line, STR("#")) && str_trim(line).len > 0)
            return str_starts(line, STR("calibration:"));
    }
    return false;
}

/* One file of --rules. Rules extend the built-in ones, everything else replaces its namesake. */
static void add_text(struct overlay *to, struct str label, struct str name, struct str text)
{
    if (is_calibration(text))
        name = arena_printf(to->run, DATA_CALIBRATION "%s",
                            base_name(arena_str(to->run, label).ptr));
    struct data_files *files = to->files;
    struct data_file *known = find_file(files->items, files->count, name);
    if (!known && !str_starts(name, STR("models/")) && !is_rules(name) &&
        !str_starts(name, STR(DATA_CALIBRATION)))
        name = arena_printf(to->run, "detect/%.*s", STR_ARG(name));

    struct data_file file = {
        .name = arena_str(to->run, name),
        .text = arena_str(to->run, text),
        .hash = str_hash(text),
        .label = arena_str(to->run, label),
    };
    if (known && !is_rules(name))
        *known = file;
    else
        vec_push(to->run, files, file);
}

static bool add_file(struct overlay *to, const char *path, struct str name)
{
    CLEANUP(buf_release) struct buf text = { 0 };
    if (!io_read_file(path, LIMIT_OWN_FILE_BYTES, &text, to->err))
        return false;
    add_text(to, str_from(path), name, buf_str(&text));
    return true;
}

static int compare_strs(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void close_folder(DIR **folder)
{
    if (*folder)
        closedir(*folder);
}

/* The names in a folder in a fixed order, without hidden ones. */
static bool list_folder(const char *path, struct arena *run, struct strs *ret_names,
                        struct err *err)
{
    CLEANUP(close_folder) DIR *folder = opendir(path);
    if (!folder)
        return err_set(err, ERR_IO, "%s: %s", path, strerror(errno));
    struct strs names = { 0 };
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        if (entry->d_name[0] != '.')
            vec_push(run, &names, arena_str(run, str_from(entry->d_name)));
    }
    if (names.count > 1)
        qsort(names.items, names.count, sizeof *names.items, compare_strs);
    *ret_names = names;
    return true;
}

static bool add_path(struct overlay *to, const char *path, struct str name, int depth);

static bool add_folder(struct overlay *to, const char *path, struct str name, int depth)
{
    if (depth > MAX_FOLDER_DEPTH)
        return err_set(to->err, ERR_LIMIT, "%s: folders are nested too deeply", path);
    struct strs names = { 0 };
    if (!list_folder(path, to->run, &names, to->err))
        return false;
    for (size_t i = 0; i < names.count; i++) {
        struct str child = arena_printf(to->run, "%s/%.*s", path, STR_ARG(names.items[i]));
        struct str child_name = arena_printf(to->run, "%.*s%s%.*s", STR_ARG(name),
                                             name.len > 0 ? "/" : "", STR_ARG(names.items[i]));
        if (!add_path(to, child.ptr, child_name, depth + 1))
            return false;
    }
    return true;
}

/* A path of --rules itself must be YAML or a folder; inside a folder other files are left alone. */
static bool add_path(struct overlay *to, const char *path, struct str name, int depth)
{
    struct stat info;
    if (stat(path, &info) != 0)
        return err_set(to->err, ERR_IO, "%s: %s", path, strerror(errno));
    if (S_ISDIR(info.st_mode))
        return add_folder(to, path, name, depth);
    if (S_ISREG(info.st_mode) && (depth == 0 || is_yaml(name))) {
        if (depth > 0)
            return add_file(to, path, name);
        return add_file(to, path, arena_printf(to->run, "detect/%s", base_name(path)));
    }
    return depth > 0 || err_set(to->err, ERR_IO, "%s: is neither a file nor a folder", path);
}

static int compare_files(const void *a, const void *b)
{
    const struct data_file *left = a;
    const struct data_file *right = b;
    int order = str_compare(left->name, right->name);
    if (order == 0)
        order = (int)right->built_in - (int)left->built_in;
    return order != 0 ? order : str_compare(left->label, right->label);
}

static struct str embedded_text(const struct embedded_file *file)
{
    return (struct str){ (const char *)file->bytes, file->len };
}

bool data_load(const struct strs *rule_paths, struct arena *run, struct data *ret_data,
               struct err *err)
{
    return data_load_with(&(struct data_texts){ 0 }, rule_paths, run, ret_data, err);
}

bool data_load_with(const struct data_texts *texts, const struct strs *rule_paths,
                    struct arena *run, struct data *ret_data, struct err *err)
{
    struct data_files files = { 0 };
    for (size_t i = 0; i < embedded_file_count; i++) {
        const struct embedded_file *file = &embedded_files[i];
        struct str name = str_from(file->name);
        if (str_starts(name, STR("html/")))
            continue; /* knows nothing, and has no part in the digest */
        vec_push(run, &files,
                 (struct data_file){
                     .name = name,
                     .text = embedded_text(file),
                     .hash = file->hash,
                     .label = arena_printf(run, "rules/%.*s", STR_ARG(name)),
                     .built_in = true,
                     .tree = file->tree.count > 0 ? &file->tree : NULL,
                 });
    }

    struct overlay overlay = { .files = &files, .run = run, .err = err };
    for (size_t i = 0; i < texts->count; i++)
        add_text(&overlay, texts->items[i].label, texts->items[i].name, texts->items[i].text);
    for (size_t i = 0; rule_paths && i < rule_paths->count; i++) {
        struct str path = arena_str(run, rule_paths->items[i]);
        if (!add_path(&overlay, path.ptr, (struct str){ "", 0 }, 0))
            return false;
    }
    if (files.count > 1)
        qsort(files.items, files.count, sizeof *files.items, compare_files);
    *ret_data = (struct data){ .files = files.items, .count = files.count };
    return true;
}

const struct data_file *data_get(const struct data *data, const char *name)
{
    return find_file(data->files, data->count, str_from(name));
}

bool data_parse(const struct data_file *file, struct arena *run,
                const struct yaml_node **ret_root, struct err *err)
{
    if (file->tree) {
        *ret_root = yaml_unfold(file->tree, run);
        return true;
    }
    return yaml_parse(file->text, run, ret_root, err) ||
           err_wrap(err, "%.*s", STR_ARG(file->label));
}

void data_use_rules(struct data *data, const char *name, struct arena *run)
{
    struct data_file *file = find_file(data->files, data->count, str_from(name));
    if (!file)
        return;
    file->name = arena_printf(run, "detect/%s", name);
    qsort(data->files, data->count, sizeof *data->files, compare_files);
}

struct str data_embedded(const char *name)
{
    for (size_t i = 0; i < embedded_file_count; i++) {
        if (strcmp(embedded_files[i].name, name) == 0)
            return embedded_text(&embedded_files[i]);
    }
    return (struct str){ "", 0 };
}
