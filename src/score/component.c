#include "score/component.h"

/* A folder with one of these is built, installed or deployed by itself. */
static const char *const manifests[] = {
    "package.json", "pyproject.toml",   "setup.py",      "setup.cfg",   "requirements*.txt",
    "Pipfile",      "environment.y*ml", "go.mod",        "Cargo.toml",  "pom.xml",
    "build.gradle", "build.gradle.kts", "Gemfile",       "*.gemspec",   "composer.json",
    "*.csproj",     "*.fsproj",         "Package.swift", "pubspec.yaml", "mix.exs",
    "Chart.yaml",   "CMakeLists.txt",
};

static struct str folder_of(struct str path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end > 0 ? end - 1 : 0);
}

static bool is_manifest(struct str path)
{
    struct str folder = folder_of(path);
    struct str name = folder.len > 0 ? str_slice(path, folder.len + 1, path.len) : path;
    for (size_t i = 0; i < ARRAY_COUNT(manifests); i++) {
        if (str_glob(str_from(manifests[i]), name))
            return true;
    }
    return false;
}

void components_take(const struct strs *folders, struct arena *arena, struct components *ret)
{
    *ret = (struct components){ 0 };
    for (size_t i = 0; i < folders->count; i++)
        *map_at(&ret->folders, arena, folders->items[i]) = arena_new(arena, char);
}

void components_find(const struct strs *paths, struct arena *arena, struct components *ret)
{
    *ret = (struct components){ 0 };
    for (size_t i = 0; i < paths->count; i++) {
        struct str folder = folder_of(paths->items[i]);
        if (folder.len > 0 && is_manifest(paths->items[i]))
            *map_at(&ret->folders, arena, folder) = arena_new(arena, char);
    }
}

struct str component_of(const struct components *components, struct str path)
{
    struct str folder = folder_of(path);
    while (folder.len > 0 && !map_get(&components->folders, folder))
        folder = folder_of(folder);
    return folder;
}

static bool lies_in(struct str inner, struct str outer)
{
    return outer.len == 0 || str_equal(inner, outer) ||
           (str_starts(inner, outer) && inner.ptr[outer.len] == '/');
}

bool components_related(struct str a, struct str b)
{
    return lies_in(a, b) || lies_in(b, a);
}
