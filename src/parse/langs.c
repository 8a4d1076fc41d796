#include "parse/lang.h"

#include <grammars.h>

#include "base/attr.h"
#include "parse/lexed.h"
#include "parse/readers.h"
#include "walk/weights.h"

/* NULL-terminated lists inside the table. */
#define LIST(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* What a program has that is not more than one language at a time. */
enum { PROGRAM_ROLES = SITE_ROLE_ALL & ~(SITE_COMMAND_WORD | SITE_INSTRUCTION | SITE_PACKAGE) };

/*
 * THE TABLE OF LANGUAGES, alphabetical, a row per member. Every file that is not named here is read
 * as text. When two rows fit a file, a name wins over an extension, and the first row wins.
 */
static const struct lang langs[] = {
    { .name = "asciidoc",
      .extensions = LIST("adoc", "asciidoc"),
      .aliases = LIST("adoc"),
      .parse = parse_asciidoc },
    { .name = "bash",
      .extensions = LIST("sh", "bash", "zsh", "ksh", "bats", "command", "fish", "sbatch"),
      .file_names = LIST(".bashrc", ".zshrc", ".profile", ".bash_profile", "PKGBUILD", "APKBUILD"),
      .aliases = LIST("sh", "shell", "zsh", "ksh", "dash", "ash", "console", "shell-session",
                      "shellsession", "terminal"),
      .parse = parse_shell },
    { .name = "bicep",
      .extensions = LIST("bicep", "bicepparam"),
      .parse = parse_lexed,
      .lexer = &lexer_bicep },
    { .name = "c",
      .extensions = LIST("c", "h"),
      .parse = parse_grammar,
      .grammar = tree_sitter_c,
      .query = "queries/c.scm",
      .preprocessor = true,
      .statements = true,
      .roles = PROGRAM_ROLES },
    { .name = "clojure",
      .extensions = LIST("clj", "cljs", "cljc", "edn"),
      .aliases = LIST("clj"),
      .parse = parse_lexed,
      .lexer = &lexer_clojure },
    { .name = "cmake",
      .extensions = LIST("cmake"),
      .file_names = LIST("CMakeLists.txt"),
      .parse = parse_lexed,
      .lexer = &lexer_cmake },
    { .name = "cpp",
      .extensions = LIST("cc", "cpp", "cxx", "hh", "hpp", "hxx", "h++", "c++", "ipp", "inl", "cu",
                         "cuh", "metal", "ino"),
      .aliases = LIST("c++", "cuda"),
      .parse = parse_grammar,
      .grammar = tree_sitter_cpp,
      .query = "queries/cpp.scm",
      .preprocessor = true,
      .roles = PROGRAM_ROLES },
    { .name = "csharp",
      .extensions = LIST("cs", "csx"),
      .aliases = LIST("c#", "cs"),
      .parse = parse_grammar,
      .grammar = tree_sitter_c_sharp,
      .query = "queries/csharp.scm",
      .preprocessor = true },
    { .name = "cue", .extensions = LIST("cue"), .parse = parse_lexed, .lexer = &lexer_cue },
    { .name = "dart", .extensions = LIST("dart"), .parse = parse_lexed, .lexer = &lexer_dart },
    { .name = "dockerfile",
      .extensions = LIST("dockerfile", "containerfile"),
      .file_names = LIST("Dockerfile*", "Containerfile*", "*.Dockerfile", "Earthfile"),
      .aliases = LIST("docker"),
      .parse = parse_dockerfile },
    { .name = "elixir",
      .extensions = LIST("ex", "exs"),
      .parse = parse_lexed,
      .lexer = &lexer_elixir },
    { .name = "env",
      .extensions = LIST("env"),
      .file_names = LIST(".env", ".env.*", ".envrc", "env.{example,local,sample,template}",
                         "*.env.{example,local,sample,template}"),
      .aliases = LIST("dotenv"),
      .parse = parse_dotenv },
    { .name = "erlang",
      .extensions = LIST("erl", "hrl"),
      .parse = parse_lexed,
      .lexer = &lexer_erlang },
    { .name = "fsharp",
      .extensions = LIST("fs", "fsx", "fsi"),
      .aliases = LIST("f#", "fs"),
      .parse = parse_lexed,
      .lexer = &lexer_fsharp },
    { .name = "gemfile-lock",
      .file_names = LIST("Gemfile.lock", "gems.locked"),
      .parse = parse_gemfile_lock },
    { .name = "gguf", .parse = parse_gguf },
    { .name = "go",
      .extensions = LIST("go"),
      .aliases = LIST("golang"),
      .parse = parse_grammar,
      .grammar = tree_sitter_go,
      .query = "queries/go.scm" },
    { .name = "gomod", .file_names = LIST("go.mod", "go.sum"), .parse = parse_gomod },
    { .name = "graphql",
      .extensions = LIST("graphql", "gql", "graphqls"),
      .aliases = LIST("gql"),
      .parse = parse_lexed,
      .lexer = &lexer_graphql },
    { .name = "groovy",
      .extensions = LIST("groovy", "gradle"),
      .file_names = LIST("Jenkinsfile*"),
      .aliases = LIST("gradle"),
      .parse = parse_lexed,
      .lexer = &lexer_groovy },
    { .name = "haskell",
      .extensions = LIST("hs"),
      .aliases = LIST("hs"),
      .parse = parse_lexed,
      .lexer = &lexer_haskell },
    { .name = "hcl",
      .extensions = LIST("tf", "tfvars", "hcl", "nomad"),
      .aliases = LIST("terraform", "tf"),
      .parse = parse_grammar,
      .grammar = tree_sitter_hcl,
      .query = "queries/hcl.scm" },
    { .name = "html",
      .extensions = LIST("html", "htm", "xhtml"),
      .parse = parse_grammar,
      .grammar = tree_sitter_html,
      .query = "queries/html.scm" },
    { .name = "ini",
      .extensions = LIST("ini", "cfg", "conf", "cnf", "service", "desktop", "editorconfig", "timer",
                         "socket", "container"),
      .file_names = LIST(".gitconfig", ".gitmodules", ".flake8", ".npmrc"),
      .aliases = LIST("cfg", "conf", "dosini", "systemd"),
      .parse = parse_ini },
    { .name = "java",
      .extensions = LIST("java"),
      .parse = parse_grammar,
      .grammar = tree_sitter_java,
      .query = "queries/java.scm" },
    { .name = "javascript",
      .extensions = LIST("js", "jsx", "mjs", "cjs", "es6"),
      .aliases = LIST("js", "jsx", "node", "nodejs", "mjs"),
      .parse = parse_grammar,
      .grammar = tree_sitter_javascript,
      .query = "queries/javascript.scm" },
    { .name = "jinja", .extensions = LIST("jinja", "jinja2", "j2"), .parse = parse_jinja },
    { .name = "json",
      .extensions = LIST("json", "jsonc", "json5", "geojson", "webmanifest", "avsc", "har", "jsonl",
                         "ndjson"),
      .file_names =
          LIST(".prettierrc", ".eslintrc", ".babelrc", "*.tfstate", "Pipfile.lock",
               "Package.resolved", "bun.lock", "composer.lock", "deno.lock", "flake.lock"),
      .aliases = LIST("jsonc", "json5", "jsonl"),
      .parse = parse_grammar,
      .grammar = tree_sitter_json,
      .query = "queries/json.scm" },
    { .name = "jsonnet",
      .extensions = LIST("jsonnet", "libsonnet"),
      .parse = parse_lexed,
      .lexer = &lexer_jsonnet },
    { .name = "julia", .extensions = LIST("jl"), .parse = parse_lexed, .lexer = &lexer_julia },
    { .name = "just",
      .extensions = LIST("just"),
      .file_names = LIST("justfile", "Justfile", ".justfile"),
      .parse = parse_makefile },
    { .name = "kotlin",
      .extensions = LIST("kt", "kts"),
      .aliases = LIST("kt"),
      .parse = parse_grammar,
      .grammar = tree_sitter_kotlin,
      .query = "queries/kotlin.scm" },
    { .name = "lisp",
      .extensions = LIST("el", "lisp", "scm", "rkt"),
      .aliases = LIST("elisp", "emacs-lisp", "scheme", "racket"),
      .parse = parse_lexed,
      .lexer = &lexer_lisp },
    { .name = "lua",
      .extensions = LIST("lua"),
      .parse = parse_grammar,
      .grammar = tree_sitter_lua,
      .query = "queries/lua.scm" },
    { .name = "make",
      .extensions = LIST("mk", "mak", "make"),
      .file_names = LIST("Makefile*", "makefile", "GNUmakefile", "*.mk"),
      .aliases = LIST("makefile"),
      .parse = parse_makefile },
    { .name = "markdown",
      .extensions = LIST("md", "markdown", "mdx", "mdown", "qmd", "rmd"),
      .aliases = LIST("md"),
      .parse = parse_markdown },
    { .name = "modelfile",
      .extensions = LIST("modelfile"),
      .file_names = LIST("Modelfile*", "*.Modelfile"),
      .parse = parse_modelfile },
    { .name = "nim",
      .extensions = LIST("nim", "nims", "nimble"),
      .parse = parse_lexed,
      .lexer = &lexer_nim },
    { .name = "nix", .extensions = LIST("nix"), .parse = parse_lexed, .lexer = &lexer_nix },
    { .name = "notebook",
      .extensions = LIST("ipynb"),
      .aliases = LIST("ipynb"),
      .parse = parse_notebook },
    { .name = "objective-c",
      .extensions = LIST("m", "mm"),
      .aliases = LIST("objc", "objectivec"),
      .parse = parse_lexed,
      .lexer = &lexer_objective_c,
      .preprocessor = true },
    { .name = "ocaml",
      .extensions = LIST("ml", "mli"),
      .parse = parse_lexed,
      .lexer = &lexer_ocaml },
    { .name = "perl",
      .extensions = LIST("pl", "pm", "t"),
      .parse = parse_lexed,
      .lexer = &lexer_perl },
    { .name = "php",
      .extensions = LIST("php", "phtml", "php5", "inc"),
      .parse = parse_grammar,
      .grammar = tree_sitter_php,
      .query = "queries/php.scm" },
    { .name = "powershell",
      .extensions = LIST("ps1", "psm1", "psd1"),
      .aliases = LIST("ps1", "pwsh", "ps"),
      .parse = parse_lexed,
      .lexer = &lexer_powershell },
    { .name = "procfile", .file_names = LIST("Procfile*"), .parse = parse_procfile },
    { .name = "properties", .extensions = LIST("properties"), .parse = parse_properties },
    { .name = "protobuf",
      .extensions = LIST("proto"),
      .aliases = LIST("proto"),
      .parse = parse_lexed,
      .lexer = &lexer_protobuf },
    { .name = "python",
      .extensions = LIST("py", "pyi", "pyw", "bzl", "star"),
      .file_names = LIST("BUILD", "BUILD.bazel", "WORKSPACE", "Tiltfile", "SConstruct", "wscript"),
      .aliases = LIST("py", "python3", "pycon", "ipython", "ipython3", "starlark", "bazel"),
      .parse = parse_grammar,
      .grammar = tree_sitter_python,
      .query = "queries/python.scm" },
    { .name = "r",
      .extensions = LIST("r"),
      .file_names = LIST(".Rprofile"),
      .aliases = LIST("rscript"),
      .parse = parse_grammar,
      .grammar = tree_sitter_r,
      .query = "queries/r.scm" },
    { .name = "rego", .extensions = LIST("rego"), .parse = parse_lexed, .lexer = &lexer_rego },
    { .name = "requirements",
      .file_names = LIST("requirements*.txt", "requirements*.in", "*requirements.txt",
                         "*requirements.in", "constraints*.txt", "**/requirements/*.{txt,in}"),
      .parse = parse_requirements },
    { .name = "rst",
      .extensions = LIST("rst", "rest"),
      .aliases = LIST("restructuredtext"),
      .parse = parse_rst },
    { .name = "ruby",
      .extensions = LIST("rb", "rake", "gemspec", "ru", "cr"),
      .file_names = LIST("Gemfile", "Rakefile", "Vagrantfile", "Podfile", "Fastfile", "Brewfile"),
      .aliases = LIST("rb", "irb"),
      .parse = parse_grammar,
      .grammar = tree_sitter_ruby,
      .query = "queries/ruby.scm" },
    { .name = "rust",
      .extensions = LIST("rs"),
      .aliases = LIST("rs"),
      .parse = parse_grammar,
      .grammar = tree_sitter_rust,
      .query = "queries/rust.scm" },
    { .name = "safetensors", .parse = parse_safetensors },
    { .name = "scala",
      .extensions = LIST("scala", "sc", "sbt"),
      .parse = parse_lexed,
      .lexer = &lexer_scala },
    { .name = "sql",
      .extensions = LIST("sql"),
      .aliases = LIST("mysql", "postgresql", "sqlite", "plpgsql"),
      .parse = parse_lexed,
      .lexer = &lexer_sql },
    { .name = "svelte",
      .extensions = LIST("svelte"),
      .parse = parse_grammar,
      .grammar = tree_sitter_html,
      .query = "queries/html.scm" },
    { .name = "swift", .extensions = LIST("swift"), .parse = parse_lexed, .lexer = &lexer_swift },
    { .name = "text",
      .extensions = LIST("txt", "text", "log", "org", "tex", "diff", "patch"),
      .file_names =
          LIST("LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "AUTHORS*", "CHANGELOG", "README"),
      .aliases = LIST("plain", "plaintext"),
      .parse = parse_text },
    { .name = "toml",
      .extensions = LIST("toml"),
      .file_names =
          LIST("Pipfile", "poetry.lock", "uv.lock", "pdm.lock", "Cargo.lock", "Gopkg.lock"),
      .parse = parse_grammar,
      .grammar = tree_sitter_toml,
      .query = "queries/toml.scm" },
    { .name = "tsx",
      .extensions = LIST("tsx"),
      .parse = parse_grammar,
      .grammar = tree_sitter_tsx,
      .query = "queries/tsx.scm" },
    { .name = "typescript",
      .extensions = LIST("ts", "mts", "cts"),
      .aliases = LIST("ts", "deno", "bun", "ts-node"),
      .parse = parse_grammar,
      .grammar = tree_sitter_typescript,
      .query = "queries/typescript.scm" },
    { .name = "visual-basic",
      .extensions = LIST("vb", "bas", "vbs"),
      .aliases = LIST("vb", "vbnet"),
      .parse = parse_lexed,
      .lexer = &lexer_vb },
    { .name = "vue",
      .extensions = LIST("vue", "astro"),
      .parse = parse_grammar,
      .grammar = tree_sitter_html,
      .query = "queries/html.scm" },
    { .name = "xml",
      .extensions =
          LIST("xml", "csproj", "fsproj", "vbproj", "props", "targets", "nuspec", "config", "plist",
               "xaml", "resx", "pom", "xsd", "xsl", "svg", "storyboard", "xib"),
      .file_names = LIST("pom.xml"),
      .parse = parse_grammar,
      .grammar = tree_sitter_xml,
      .query = "queries/xml.scm" },
    { .name = "yaml",
      .extensions = LIST("yaml", "yml", "cff", "sls"),
      .file_names = LIST(".clang-format", ".clang-tidy", ".yamllint", "Chart.lock", "Podfile.lock",
                         "pubspec.lock"),
      .aliases = LIST("yml"),
      .parse = parse_yaml },
    { .name = "yarn-lock", .file_names = LIST("yarn.lock"), .parse = parse_yarn_lock },
    { .name = "zig", .extensions = LIST("zig"), .parse = parse_lexed, .lexer = &lexer_zig },
};

const struct lang *lang_table(size_t *ret_count)
{
    *ret_count = ARRAY_COUNT(langs);
    return langs;
}

static struct str last_part(struct str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/')
        from--;
    return str_slice(path, from, path.len);
}

static bool is_listed(const char *const *list, struct str word)
{
    char first = word.len > 0 ? ascii_lower(word.ptr[0]) : '\0';
    for (; list && *list; list++) {
        if (ascii_lower(**list) == first && str_equal_icase(word, str_from(*list)))
            return true;
    }
    return false;
}

/* A glob with a slash is about the whole path. */
static bool fits_a_glob(const char *const *globs, struct str name, struct str path)
{
    for (; globs && *globs; globs++) {
        /* Nearly all begin or end with another letter: asked for every file there is. */
        char first = **globs;
        bool open = first == '*' || first == '?' || first == '{';
        if (!open && first != *name.ptr && first != *path.ptr)
            continue;
        char last = (*globs)[strlen(*globs) - 1];
        open = last == '*' || last == '?' || last == '}';
        if (!open && last != name.ptr[name.len - 1])
            continue;
        if (str_glob(str_from(*globs), strchr(*globs, '/') ? path : name))
            return true;
    }
    return false;
}

/* The part behind the last dot, empty when there is none. */
static struct str extension_of(struct str name)
{
    size_t dot = name.len;
    while (dot > 0 && name.ptr[dot - 1] != '.')
        dot--;
    return dot == 0 ? (struct str){ 0 } : str_slice(name, dot, name.len);
}

/* config.py.example, values.yaml.j2: what stands before these endings tells the format. */
static bool is_copy_suffix(struct str extension)
{
    return is_listed(LIST("bak", "default", "dist", "erb", "example", "gotmpl", "in", "j2", "jinja",
                          "jinja2", "mustache", "orig", "sample", "template", "tmpl", "tpl"),
                     extension);
}

static const struct lang *lang_by_file_name(struct str name, struct str path)
{
    for (size_t i = 0; name.len > 0 && i < ARRAY_COUNT(langs); i++) {
        if (fits_a_glob(langs[i].file_names, name, path))
            return &langs[i];
    }
    struct str extension = extension_of(name);
    for (size_t i = 0; extension.len > 0 && i < ARRAY_COUNT(langs); i++) {
        if (is_listed(langs[i].extensions, extension))
            return &langs[i];
    }
    return NULL;
}

/* "#!/usr/bin/env -S python3.11 -u" → "python". */
static struct str shebang_program(struct str text)
{
    if (!str_starts(text, STR("#!")))
        return (struct str){ 0 };
    size_t line_end = str_find_char(text, '\n', 0);
    struct str rest = str_trim(str_slice(text, 2, line_end == STR_NONE ? text.len : line_end));
    struct str program = { 0 };
    while (rest.ptr) {
        struct str word = str_split(&rest, ' ');
        program = last_part(word);
        bool passed_over = word.len == 0 || word.ptr[0] == '-' || str_is(program, "env") ||
                           str_find_char(word, '=', 0) != STR_NONE;
        if (!passed_over)
            break;
    }
    while (program.len > 0 &&
           (ascii_digit(program.ptr[program.len - 1]) || program.ptr[program.len - 1] == '.'))
        program.len--;
    return program;
}

const struct lang *lang_of_doc(const struct doc *doc)
{
    if (doc->binary)
        return lang_by_name(str_from(weights_format(doc->text)));
    struct str name = last_part(doc->path);
    struct str inner = name;
    const struct lang *lang = NULL;
    for (struct str extension = extension_of(inner); !lang && is_copy_suffix(extension);
         extension = extension_of(inner)) {
        inner = str_slice(inner, 0, inner.len - extension.len - 1);
        lang = lang_by_file_name(inner, inner);
    }
    if (!lang)
        lang = lang_by_file_name(name, doc->path);
    if (lang)
        return lang;
    struct str program = shebang_program(doc->text);
    return program.len > 0 ? lang_by_name(program) : NULL;
}

const struct lang *lang_by_name(struct str name)
{
    for (size_t i = 0; i < ARRAY_COUNT(langs); i++) {
        if (str_equal_icase(name, str_from(langs[i].name)) || is_listed(langs[i].aliases, name))
            return &langs[i];
    }
    return NULL;
}
