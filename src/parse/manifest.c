#include "parse/manifest.h"

#include "parse/guest/code.h"
#include "parse/mapped.h"
#include "parse/package.h"

enum how {
    KEY_IS_NAME,   /* "dependencies": {"name": "version"}; below the path */
    KEY_IS_SPEC,   /* "packages": {"name@version": …} */
    VALUE_IS_NAME, /* name = "x" beside version = "1" */
    VALUE_IS_SPEC, /* dependencies = ["x>=1"] */
    CALL_IS_SPEC,  /* implementation("g:a:1"); the path is a callee */
    VALUE_IS_CODE, /* "scripts": {"start": "ollama serve"}: no package but a command */
};

/*
 * THE TABLE OF MANIFESTS. `path` is a key path without the [] of lists; `version` the key beside or
 * below the name, NULL when the value itself is the version. A row of KEY_IS_NAME with a version in
 * brackets wants it to be there.
 */
static const struct manifest {
    const char *file; /* glob on the last part of the path */
    enum how how;
    const char *path;
    const char *ecosystem;
    const char *version;
    bool lock;
} manifests[] = {
    { "*.y{a,}ml", VALUE_IS_SPEC, "**.uses", "github-actions", NULL, false },
    { ".pre-commit-config.yaml", VALUE_IS_NAME, "repos.repo", "pre-commit", "rev", false },
    { "Cargo.lock", VALUE_IS_NAME, "package.name", "cargo", "version", true },
    { "Cargo.toml", KEY_IS_NAME, "{,workspace.}{,dev-,build-}dependencies", "cargo", "version",
      false },
    { "Cargo.toml", KEY_IS_NAME, "target.**.{,dev-,build-}dependencies", "cargo", "version",
      false },
    { "Chart.lock", VALUE_IS_NAME, "dependencies.name", "helm", "version", true },
    { "Chart.yaml", VALUE_IS_NAME, "dependencies.name", "helm", "version", false },
    { "Gemfile", CALL_IS_SPEC, "gem", "rubygems", NULL, false },
    { "Package.resolved", VALUE_IS_NAME, "{object.,}pins.{identity,package,location}", "swift",
      "version", true },
    { "Package.swift", CALL_IS_SPEC, "**", "swift", NULL, false },
    { "Pipfile", KEY_IS_NAME, "{packages,dev-packages}", "pypi", "version", false },
    { "Pipfile", VALUE_IS_CODE, "scripts.*", "", NULL, false },
    { "Pipfile.lock", KEY_IS_NAME, "{default,develop}", "pypi", "version", true },
    { "build.gradle*", CALL_IS_SPEC, "**", "maven", NULL, false },
    { "composer.json", VALUE_IS_CODE, "scripts.*", "", NULL, false },
    { "devcontainer.json", VALUE_IS_CODE, "*Command", "", NULL, false },
    { "bun.lock", KEY_IS_NAME, "packages", "npm", NULL, true },
    { "composer.json", KEY_IS_NAME, "{require,require-dev}", "composer", "version", false },
    { "composer.lock", VALUE_IS_NAME, "{packages,packages-dev}.name", "composer", "version", true },
    { "environment*.y{a,}ml", VALUE_IS_SPEC, "dependencies", "conda", NULL, false },
    { "environment*.y{a,}ml", VALUE_IS_SPEC, "dependencies.pip", "pypi", NULL, false },
    { "libs.versions.toml", VALUE_IS_SPEC, "libraries.*", "maven", NULL, false },
    { "package-lock.json", KEY_IS_NAME, "{packages,dependencies}", "npm", "version", true },
    { "package.json", KEY_IS_NAME, "{,dev,peer,optional}{d,D}ependencies", "npm", "version",
      false },
    { "package.json", VALUE_IS_CODE, "scripts.*", "", NULL, false },
    { "packages.lock.json", KEY_IS_NAME, "dependencies.**", "nuget", "[resolved]", true },
    { "pdm.lock", VALUE_IS_NAME, "package.name", "pypi", "version", true },
    { "pnpm-lock.yaml", KEY_IS_SPEC, "packages", "npm", NULL, true },
    { "poetry.lock", VALUE_IS_NAME, "package.name", "pypi", "version", true },
    { "pyproject.toml", VALUE_IS_SPEC, "project.dependencies", "pypi", NULL, false },
    { "pyproject.toml", VALUE_IS_SPEC, "project.optional-dependencies.*", "pypi", NULL, false },
    { "pyproject.toml", VALUE_IS_SPEC, "{dependency-groups,tool.pdm.dev-dependencies}.*", "pypi",
      NULL, false },
    { "pyproject.toml", VALUE_IS_SPEC, "tool.uv.dev-dependencies", "pypi", NULL, false },
    { "pyproject.toml", VALUE_IS_SPEC, "tool.hatch.**.dependencies", "pypi", NULL, false },
    { "pyproject.toml", KEY_IS_NAME, "tool.poetry.{,dev-}dependencies", "pypi", "version", false },
    { "pyproject.toml", KEY_IS_NAME, "tool.poetry.group.*.dependencies", "pypi", "version", false },
    { "pyproject.toml", VALUE_IS_CODE, "tool.{pdm.scripts,poe.tasks,taskipy.tasks,rye.scripts}.**",
      "", NULL, false },
    { "requirements.yaml", VALUE_IS_NAME, "dependencies.name", "helm", "version", false },
    { "setup.cfg", VALUE_IS_SPEC, "options.install_requires", "pypi", NULL, false },
    { "setup.cfg", VALUE_IS_SPEC, "options.extras_require.*", "pypi", NULL, false },
    { "setup.py", CALL_IS_SPEC, "{setup,setuptools.setup}", "pypi", NULL, false },
    { "uv.lock", VALUE_IS_NAME, "package.name", "pypi", "version", true },
    { "*.{cs,fs,vb}proj", VALUE_IS_NAME, "**.PackageReference.Include", "nuget", "Version", false },
    { "*.props", VALUE_IS_NAME, "**.Package{Reference,Version}.Include", "nuget", "Version",
      false },
    { ".gitmodules", VALUE_IS_SPEC, "submodule*.url", "git", NULL, false },
    { "pom.xml", VALUE_IS_NAME, "**.{dependency,parent,plugin}.artifactId", "maven", "version",
      false },
};

/* Sites around a name in which its version is looked for. */
enum { NEAR = 24 };

struct context {
    struct parse *parse;
    const struct doc *doc;
    size_t count; /* of sites before any was added */
};

static const struct site *site_at(const struct context *context, size_t index)
{
    return &context->parse->sites.items[index];
}

static struct str without_lists(struct str key, struct arena *arena)
{
    if (str_find(key, STR("[]"), 0) == STR_NONE)
        return key;
    char *out = arena_alloc(arena, key.len);
    size_t len = 0;
    for (size_t i = 0; i < key.len; i++) {
        if (key.ptr[i] == '[' && i + 1 < key.len && key.ptr[i + 1] == ']')
            i++;
        else
            out[len++] = key.ptr[i];
    }
    return (struct str){ out, len };
}

/* The path above a key; `name` is its last part, which may hold dots itself. */
static struct str parent_path(struct str key, struct str name)
{
    if (key.len <= name.len || !str_ends(key, name))
        return (struct str){ 0 };
    size_t len = key.len - name.len;
    return str_slice(key, 0, key.ptr[len - 1] == '.' ? len - 1 : len);
}

static struct str last_key(struct str key)
{
    size_t from = key.len;
    while (from > 0 && key.ptr[from - 1] != '.')
        from--;
    return str_slice(key, from, key.len);
}

static bool has_key(const struct site *site, struct str parent, struct str name)
{
    return (site->roles & SITE_VALUE) && site->key.len == parent.len + 1 + name.len &&
           str_starts(site->key, parent) && str_ends(site->key, name);
}

/* The value near site `index` whose key is `parent` and `name`, or NULL; not behind another site
 * with the key of this one, which is another package. Direction: 1 looks behind it first, -1
 * before. */
static const struct site *find_beside(const struct context *context, size_t index,
                                      struct str parent, struct str name, int direction)
{
    const struct site *self = site_at(context, index);
    for (int turn = 0; turn < 2; turn++) {
        int step = turn == 0 ? direction : -direction;
        size_t at = index;
        for (size_t i = 0; i < NEAR; i++) {
            at += (size_t)step;
            if (at >= context->count)
                break;
            const struct site *site = site_at(context, at);
            if (has_key(site, parent, name))
                return site;
            if ((self->roles & site->roles & SITE_VALUE) && str_equal(site->key, self->key))
                break;
        }
    }
    return NULL;
}

static struct str text_of(const struct site *site)
{
    return site ? site->text : (struct str){ 0 };
}

/* node_modules/a/node_modules/@b/c is @b/c. */
static void cut_to_package(struct site *site)
{
    size_t from = 0;
    for (size_t at = 0; (at = str_find(site->text, STR("node_modules/"), at)) != STR_NONE;)
        from = at += 13;
    if (str_starts(site->text, STR("/")))
        from = 1;
    if (from > 0)
        site_cut(site, from, site->text.len);
}

static void take_key(const struct context *context, const struct manifest *row, size_t index)
{
    const struct site *site = site_at(context, index);
    struct arena *arena = context->parse->arena;
    struct str parent = without_lists(parent_path(site->key, site->text), arena);
    if (!(site->roles & SITE_KEY) || !str_glob(str_from(row->path), parent))
        return;
    struct site name = *site;
    cut_to_package(&name);
    struct str ecosystem = str_from(row->ecosystem);
    if (row->how == KEY_IS_SPEC) {
        package_add_spec(context->parse, context->doc, NULL, &name, ecosystem, row->lock);
        return;
    }
    struct str wanted = row->version ? str_from(row->version) : (struct str){ 0 };
    bool needed = str_starts(wanted, STR("["));
    if (needed)
        wanted = str_slice(wanted, 1, wanted.len - 1);
    const struct site *version = NULL;
    size_t next = index + 1;
    if (!needed && next < context->count && str_equal(site_at(context, next)->key, site->key))
        version = site_at(context, next);
    if (!version && wanted.len > 0)
        version = find_beside(context, index, site->key, wanted, 1);
    if (!needed || version)
        package_add(context->parse, context->doc, NULL, &name, ecosystem, text_of(version),
                    row->lock);
}

/* group:artifact, each byte from its own place. */
static void add_group(const struct context *context, size_t index, struct str parent,
                      struct site *name)
{
    const struct site *group = find_beside(context, index, parent, STR("groupId"), -1);
    if (!group || group->at.start > name->at.start || group->origin || name->origin)
        return;
    struct mapped mapped = { .arena = context->parse->arena };
    for (size_t i = 0; i < group->text.len; i++)
        mapped_byte(&mapped, group->text.ptr[i], group->at.start + (uint32_t)i);
    mapped_byte(&mapped, ':', group->at.end);
    for (size_t i = 0; i < name->text.len; i++)
        mapped_byte(&mapped, name->text.ptr[i], name->at.start + (uint32_t)i);
    name->origin = mapped_origin(&mapped, name->at.end);
    name->text = mapped_text(&mapped);
    name->at.start = group->at.start;
}

static void take_value(const struct context *context, const struct manifest *row, size_t index)
{
    const struct site *site = site_at(context, index);
    struct arena *arena = context->parse->arena;
    if (!(site->roles & SITE_VALUE) || site->dynamic ||
        !str_glob(str_from(row->path), without_lists(site->key, arena)))
        return;
    struct site name = *site;
    struct str ecosystem = str_from(row->ecosystem);
    if (row->how == VALUE_IS_CODE) {
        shell_guest(context->parse, context->doc, &name);
        return;
    }
    if (row->how == VALUE_IS_SPEC) {
        if (str_starts(name.text, STR("docker://"))) {
            site_cut(&name, 9, name.text.len);
            ecosystem = STR("docker");
        }
        package_add_spec(context->parse, context->doc, NULL, &name, ecosystem, row->lock);
        return;
    }
    struct str parent = parent_path(site->key, last_key(site->key));
    const struct site *version = find_beside(context, index, parent, str_from(row->version), 1);
    struct str number = text_of(version);
    if (str_is(ecosystem, "maven"))
        add_group(context, index, parent, &name);
    package_add(context->parse, context->doc, NULL, &name, ecosystem, number, row->lock);
}

static void take_call(const struct context *context, const struct manifest *row, size_t index)
{
    const struct site *site = site_at(context, index);
    struct str ecosystem = str_from(row->ecosystem);
    if (!(site->roles & SITE_STRING) || !str_glob(str_from(row->path), site->callee))
        return;
    struct site name = *site;
    if (str_is(ecosystem, "rubygems")) {
        const struct site *next = index + 1 < context->count ? site + 1 : NULL;
        bool version = next && (next->roles & SITE_STRING) && next->position == 1;
        if (site->position == 0)
            package_add(context->parse, context->doc, NULL, &name, ecosystem,
                        version ? next->text : (struct str){ 0 }, row->lock);
    } else if (str_is(ecosystem, "swift")) {
        if (str_starts(name.text, STR("https://")))
            package_add(context->parse, context->doc, NULL, &name, ecosystem, (struct str){ 0 },
                        row->lock);
    } else if (str_is(ecosystem, "pypi")) {
        if (str_ends(site->argument, STR("_require")) ||
            str_ends(site->argument, STR("requires")) ||
            str_find(site->key, STR("requires"), 0) != STR_NONE)
            package_add_spec(context->parse, context->doc, NULL, &name, ecosystem, row->lock);
    } else {
        package_add_spec(context->parse, context->doc, NULL, &name, ecosystem, row->lock);
    }
}

void manifest_packages(struct parse *parse, const struct doc *doc)
{
    size_t from = doc->path.len;
    while (from > 0 && doc->path.ptr[from - 1] != '/')
        from--;
    struct str file = str_slice(doc->path, from, doc->path.len);
    struct context context = { parse, doc, parse->sites.count };
    for (size_t r = 0; r < ARRAY_COUNT(manifests); r++) {
        const struct manifest *row = &manifests[r];
        if (!str_glob(str_from(row->file), file))
            continue;
        for (size_t i = 0; i < context.count; i++) {
            if (row->how == KEY_IS_NAME || row->how == KEY_IS_SPEC)
                take_key(&context, row, i);
            else if (row->how == CALL_IS_SPEC)
                take_call(&context, row, i);
            else
                take_value(&context, row, i);
        }
    }
}
