#include "parse/lexed.h"

const struct lexer_rules lexer_bicep = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "'",
    .long_quotes = { { "'''", "'''" } },
    .interpolation = "${",
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_clojure = {
    .line_comments = { ";" },
    .block_comments = { { "#_(", ")" } },
    .long_quotes = { { "\"", "\"" } },
    .quotes = "",
    .imports = { "(ns", "(require" },
    .escape = '\\',
};

const struct lexer_rules lexer_cmake = {
    .line_comments = { "#" },
    .block_comments = { { "#[[", "]]" } },
    .quotes = "\"",
    .long_quotes = { { "[[", "]]" } },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_cue = {
    .line_comments = { "//" },
    .quotes = "\"'",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .interpolation = "\\(",
    .imports = { "import" },
    .escape = '\\',
};

const struct lexer_rules lexer_dart = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"'",
    .long_quotes = { { "\"\"\"", "\"\"\"" }, { "'''", "'''" } },
    .interpolation = "${",
    .imports = { "import", "export", "part" },
    .escape = '\\',
};

const struct lexer_rules lexer_elixir = {
    .line_comments = { "#" },
    .quotes = "\"'",
    .long_quotes = { { "\"\"\"", "\"\"\"" }, { "'''", "'''" } },
    .interpolation = "#{",
    .imports = { "alias", "import", "require", "use" },
    .escape = '\\',
};

const struct lexer_rules lexer_erlang = {
    .line_comments = { "%" },
    .quotes = "'",
    .long_quotes = { { "\"\"\"", "\"\"\"" }, { "\"", "\"" } },
    .escape = '\\',
};

const struct lexer_rules lexer_fsharp = {
    .line_comments = { "//" },
    .block_comments = { { "(*", "*)" } },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .imports = { "open" },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_graphql = {
    .line_comments = { "#" },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .escape = '\\',
};

const struct lexer_rules lexer_groovy = {
    .line_comments = { "//", "#!" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"'",
    .long_quotes = { { "\"\"\"", "\"\"\"" }, { "'''", "'''" } },
    .interpolation = "${",
    .imports = { "import" },
    .escape = '\\',
};

const struct lexer_rules lexer_haskell = {
    .line_comments = { "--" },
    .block_comments = { { "{-", "-}" } },
    .quotes = "\"",
    .imports = { "import" },
    .escape = '\\',
};

const struct lexer_rules lexer_jsonnet = {
    .line_comments = { "//", "#" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"'",
    .long_quotes = { { "|||", "|||" } },
    .imports = { "import", "importstr" },
    .escape = '\\',
};

const struct lexer_rules lexer_julia = {
    .line_comments = { "#" },
    .block_comments = { { "#=", "=#" } },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .interpolation = "$(",
    .imports = { "import", "using", "include" },
    .escape = '\\',
};

const struct lexer_rules lexer_lisp = {
    .line_comments = { ";" },
    .block_comments = { { "#|", "|#" } },
    .quotes = "",
    .long_quotes = { { "\"", "\"" } },
    .escape = '\\',
};

const struct lexer_rules lexer_nim = {
    .line_comments = { "#" },
    .block_comments = { { "#[", "]#" } },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .imports = { "import", "from", "include" },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_nix = {
    .line_comments = { "#" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"",
    .long_quotes = { { "''", "''" } },
    .interpolation = "${",
    .imports = { "import" },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_objective_c = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"'",
    .imports = { "#import", "#include", "@import" },
    .escape = '\\',
};

const struct lexer_rules lexer_ocaml = {
    .block_comments = { { "(*", "*)" } },
    .quotes = "",
    .long_quotes = { { "{|", "|}" }, { "\"", "\"" } },
    .imports = { "open", "#require" },
    .escape = '\\',
};

const struct lexer_rules lexer_perl = {
    .line_comments = { "#" },
    .block_comments = { { "\n=pod", "\n=cut" }, { "\n=head1", "\n=cut" } },
    .quotes = "\"'`",
    .imports = { "use", "require" },
    .escape = '\\',
};

const struct lexer_rules lexer_powershell = {
    .line_comments = { "#" },
    .block_comments = { { "<#", "#>" } },
    .quotes = "\"'",
    .long_quotes = { { "@\"", "\n\"@" }, { "@'", "\n'@" } },
    .interpolation = "$(",
    .imports = { "Import-Module", "using" },
    .escape = '`',
    .raw_long = true,
    .commands = true,
};

const struct lexer_rules lexer_protobuf = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"'",
    .imports = { "import" },
    .escape = '\\',
};

const struct lexer_rules lexer_rego = {
    .line_comments = { "#" },
    .quotes = "\"",
    .long_quotes = { { "`", "`" } },
    .imports = { "import", "package" },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_scala = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" } },
    .interpolation = "${",
    .imports = { "import" },
    .escape = '\\',
    .raw_long = true,
};

const struct lexer_rules lexer_sql = {
    .line_comments = { "--" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "'\"`",
    .long_quotes = { { "$$", "$$" } },
    .raw_long = true,
};

const struct lexer_rules lexer_swift = {
    .line_comments = { "//" },
    .block_comments = { { "/*", "*/" } },
    .quotes = "\"",
    .long_quotes = { { "\"\"\"", "\"\"\"" }, { "#\"", "\"#" } },
    .interpolation = "\\(",
    .imports = { "import" },
    .escape = '\\',
};

const struct lexer_rules lexer_vb = {
    .line_comments = { "'", "REM " },
    .quotes = "\"",
    .imports = { "Imports" },
};

const struct lexer_rules lexer_zig = {
    .line_comments = { "//" },
    .quotes = "\"",
    .long_quotes = { { "\\\\", "\n" } },
    .escape = '\\',
    .raw_long = true,
};
