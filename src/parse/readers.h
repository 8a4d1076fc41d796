/**
 * The functions that langs.c puts into its rows. Each reads one document (see struct lang.parse).
 *
 * Returns: false when the document cannot be read as that language. The reason has been noted, no
 *          site of it may stay, and the caller reads the document as text.
 */
#ifndef PARSE_READERS_H
#define PARSE_READERS_H

#include "parse/parse.h"

/** Plain text: one prose site per line. Never fails. */
bool parse_text(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** The same for a part of a document: the bytes [from, to). */
void parse_text_lines(struct parse *parse, const struct doc *doc, const struct lang *lang,
                      size_t from, size_t to);

/** Any language with a grammar and a query. */
bool parse_grammar(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** YAML through libyaml; what does not parse is text. */
bool parse_yaml(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Dockerfile and Containerfile. */
bool parse_dockerfile(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Shell commands, in a script or anywhere else. Never fails. */
bool parse_shell(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** .env: NAME=value, quoted or not. */
bool parse_dotenv(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** ini, cfg, conf and systemd units: sections, pairs, continued values, commands. */
bool parse_ini(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Java's properties. */
bool parse_properties(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Ollama's Modelfile. */
bool parse_modelfile(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** requirements.txt and constraints of pip. */
bool parse_requirements(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** go.mod and go.sum, Gemfile.lock, yarn.lock: the packages in them. */
bool parse_gomod(struct parse *parse, const struct doc *doc, const struct lang *lang);
bool parse_gemfile_lock(struct parse *parse, const struct doc *doc, const struct lang *lang);
bool parse_yarn_lock(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Languages without a grammar that is safe: comments and strings by lang->lexer. Never fails. */
bool parse_lexed(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Jinja templates that are files of their own. Never fails. */
bool parse_jinja(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Markdown: prose, and the code in it. */
bool parse_markdown(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Jupyter notebooks: cells as code and prose, outputs as recorded text. */
bool parse_notebook(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** reStructuredText and AsciiDoc: prose, and the blocks of code in it. */
bool parse_rst(struct parse *parse, const struct doc *doc, const struct lang *lang);
bool parse_asciidoc(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** Makefiles and justfiles: variables, and the shell of recipes. */
bool parse_makefile(struct parse *parse, const struct doc *doc, const struct lang *lang);
/** Procfiles: a command of the shell a line. */
bool parse_procfile(struct parse *parse, const struct doc *doc, const struct lang *lang);

/** The headers of weights, of documents that are `binary`. */
bool parse_gguf(struct parse *parse, const struct doc *doc, const struct lang *lang);
bool parse_safetensors(struct parse *parse, const struct doc *doc, const struct lang *lang);

#endif
