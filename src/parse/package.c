#include "parse/package.h"

#include "parse/mapped.h"

static size_t find_any(struct str text, const char *set, size_t from)
{
    for (size_t i = from; i < text.len; i++) {
        if (text.ptr[i] != '\0' && strchr(set, text.ptr[i]))
            return i;
    }
    return text.len;
}

static void trim(struct str text, size_t *from, size_t *to)
{
    while (*from < *to && ascii_space(text.ptr[*from]))
        ++*from;
    while (*to > *from && ascii_space(text.ptr[*to - 1]))
        --*to;
}

/* "vllm[audio]>=0.6,<1 ; python_version > '3.9'", "name @ git+https://…", "git+https://…#egg=name"
 */
static bool split_python(struct str text, struct package_spec *ret)
{
    size_t egg = str_find(text, STR("#egg="), 0);
    if (egg != STR_NONE) {
        *ret = (struct package_spec){ .name_from = egg + 5,
                                      .name_to = find_any(text, "[&; \t", egg + 5),
                                      .version_to = egg };
        return ret->name_to > ret->name_from;
    }
    size_t name_to = find_any(text, "[(<>=!~@; \t,#", 0);
    if (name_to == 0 || str_find(str_slice(text, 0, name_to), STR("/"), 0) != STR_NONE ||
        !(ascii_alnum(text.ptr[0])))
        return false;
    size_t version_from = name_to;
    size_t extras = find_any(text, "[<>=!~@;", name_to);
    if (extras < text.len && text.ptr[extras] == '[') {
        size_t close = str_find_char(text, ']', extras);
        version_from = close == STR_NONE ? text.len : close + 1;
    }
    size_t version_to = find_any(text, ";#", version_from);
    *ret = (struct package_spec){ 0, name_to, version_from, version_to };
    return true;
}

/* "ghcr.io:5000/org/image:tag@sha256:…" */
static bool split_image(struct str text, struct package_spec *ret)
{
    size_t digest = find_any(text, "@", 0);
    size_t slash = 0;
    for (size_t i = 0; i < digest; i++) {
        if (text.ptr[i] == '/' && i > 0 && text.ptr[i - 1] != '{')
            slash = i + 1;
    }
    size_t tag = find_any(str_slice(text, 0, digest), ":", slash);
    bool tagged = tag < digest;
    *ret = (struct package_spec){ 0, tag, tagged ? tag + 1 : digest, tagged ? digest : text.len };
    if (!tagged && digest < text.len)
        ret->version_from = digest + 1;
    return tag > 0 && find_any(text, " \t\n", 0) == text.len;
}

/* "name@version" with a scope in front: npm, go, cargo, GitHub actions. */
static bool split_at(struct str text, struct package_spec *ret)
{
    size_t at = find_any(text, "@", text.len > 0 && text.ptr[0] == '@' ? 1 : 0);
    *ret = (struct package_spec){ 0, at, at < text.len ? at + 1 : at, text.len };
    return at > 0 && text.ptr[0] != '.' && find_any(text, " \t\n", 0) == text.len;
}

/* "channel::name=version=build" */
static bool split_conda(struct str text, struct package_spec *ret)
{
    size_t channel = str_find(text, STR("::"), 0);
    size_t from = channel == STR_NONE ? 0 : channel + 2;
    size_t to = find_any(text, "=<>! \t", from);
    *ret = (struct package_spec){ from, to, to, text.len };
    return to > from;
}

/* "group:artifact:version" */
static bool split_maven(struct str text, struct package_spec *ret)
{
    size_t first = find_any(text, ":", 0);
    size_t second = first < text.len ? find_any(text, ":@", first + 1) : text.len;
    *ret = (struct package_spec){ 0, second, second < text.len ? second + 1 : second, text.len };
    return first > 0 && first + 1 < second && find_any(text, " \t\n/", 0) == text.len;
}

bool package_split(struct str text, struct str ecosystem, struct package_spec *ret)
{
    static const struct {
        const char *ecosystem;
        bool (*split)(struct str text, struct package_spec *ret);
    } rows[] = {
        { "conda", split_conda },
        { "docker", split_image },
        { "maven", split_maven },
        { "pypi", split_python },
    };
    bool (*split)(struct str, struct package_spec *) = split_at;
    for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
        if (str_is(ecosystem, rows[i].ecosystem))
            split = rows[i].split;
    }
    if (!split(text, ret))
        return false;
    trim(text, &ret->name_from, &ret->name_to);
    trim(text, &ret->version_from, &ret->version_to);
    return ret->name_to > ret->name_from;
}

void package_add(struct parse *parse, const struct doc *doc, const struct lang *lang,
                 const struct site *name, struct str ecosystem, struct str version, bool lock)
{
    if (name->text.len == 0 || name->text.ptr[0] == '$' || name->text.ptr[0] == '{')
        return;
    struct site copy = *name; /* it may move when the vector grows */
    struct site *site = parse_site(parse, doc, lang, SITE_PACKAGE);
    if (!site)
        return;
    copy.roles = SITE_PACKAGE;
    copy.language = site->language;
    copy.ecosystem = ecosystem;
    copy.version = version;
    copy.lock = lock;
    copy.partial = copy.dynamic = false;
    copy.position = -1;
    *site = copy;
}

void package_add_spec(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      const struct site *from, struct str ecosystem, bool lock)
{
    struct package_spec spec;
    if (!package_split(from->text, ecosystem, &spec))
        return;
    struct site name = *from;
    struct str version = str_slice(from->text, spec.version_from, spec.version_to);
    site_cut(&name, spec.name_from, spec.name_to);
    package_add(parse, doc, lang, &name, ecosystem, version, lock);
}
