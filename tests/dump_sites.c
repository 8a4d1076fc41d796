/*
 * Prints the sites of a file, one a line, for the cases below tests/parse/ and for a look at what a
 * reader makes of a document:
 *
 *     12:5 string|value "llama3" key=MODEL symbol=Chat.build
 *
 * Usage: dump-sites [--as PATH] FILE. PATH decides the language instead of FILE's own name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/limits.h"
#include "parse/parse.h"

static void print_text(struct str text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c == '\n')
            fputs("\\n", stdout);
        else if (c == '"' || c == '\\')
            printf("\\%c", c);
        else if (c < ' ' || c == 0x7F)
            printf("\\x%02x", c);
        else
            putchar(c);
    }
    putchar('"');
}

static void print_place(struct str text, uint32_t offset)
{
    unsigned line = 1;
    size_t line_start = 0;
    for (size_t i = 0; i < offset && i < text.len; i++) {
        if (text.ptr[i] == '\n') {
            line++;
            line_start = i + 1;
        }
    }
    printf("%u:%zu", line, offset - line_start + 1);
}

static void print_field(const char *name, struct str value)
{
    if (value.len == 0)
        return;
    printf(" %s=", name);
    if (memchr(value.ptr, ' ', value.len) || memchr(value.ptr, '\n', value.len))
        print_text(value);
    else
        fwrite(value.ptr, 1, value.len, stdout);
}

static void print_site(const struct site *site, struct str text)
{
    print_place(text, site_extent(site, 0, 0).start);
    char separator = ' ';
    for (int i = 0; i < SITE_ROLE_COUNT; i++) {
        if (site->roles & (1u << i)) {
            printf("%c%s", separator, site_role_names[i]);
            separator = '|';
        }
    }
    putchar(' ');
    print_text(site->text);
    print_field("key", site->key);
    print_field("symbol", site->symbol);
    print_field("callee", site->callee);
    print_field("argument", site->argument);
    if (site->position >= 0)
        printf(" position=%d", site->position);
    print_field("command", site->command);
    print_field("flag", site->flag);
    print_field("ecosystem", site->ecosystem);
    print_field("version", site->version);
    if (site->dynamic)
        fputs(" dynamic", stdout);
    print_field("variable", site->variable);
    if (site->partial)
        fputs(" partial", stdout);
    if (site->lock)
        fputs(" lock", stdout);
    if (site->snippet)
        fputs(" snippet", stdout);
    if (site->dead)
        fputs(" dead", stdout);
    if (site->test)
        fputs(" test", stdout);
    if (site->language && getenv("DUMP_LANGUAGE"))
        printf(" language=%s", site->language);
    if (getenv("DUMP_EXTENTS")) {
        fputs(" statement=", stdout);
        print_place(text, site->statement.start);
        putchar('-');
        print_place(text, site->statement.end);
        fputs(" record=", stdout);
        print_place(text, site->record.start);
        putchar('-');
        print_place(text, site->record.end);
    }
    putchar('\n');
}

int main(int argc, char **argv)
{
    const char *as = NULL;
    if (argc == 4 && strcmp(argv[1], "--as") == 0)
        as = argv[2];
    else if (argc != 2) {
        fputs("usage: dump-sites [--as PATH] FILE\n", stderr);
        return 2;
    }
    const char *path = argv[argc - 1];

    struct buf bytes = { 0 };
    struct err err = { 0 };
    if (!io_read_file(path, LIMIT_FILE_BYTES, &bytes, &err)) {
        fprintf(stderr, "dump-sites: %s\n", err.text);
        return 2;
    }
    struct arena arena = { 0 };
    struct parse parse = { .parser = parser_new(), .arena = &arena };
    struct doc doc = { .path = str_from(as ? as : path), .text = buf_str(&bytes) };
    doc.file_text = doc.text;
    parse_doc(&parse, &doc);

    for (size_t i = 0; i < parse.sites.count; i++) {
        if (parse.sites.items[i].roles != SITE_PATH)
            print_site(&parse.sites.items[i], doc.text);
    }
    for (size_t i = 0; i < parse.skips.count; i++) {
        const struct skip *skip = &parse.skips.items[i];
        printf("skip %d %d %.*s\n", (int)skip->reason, (int)skip->effect, STR_ARG(skip->detail));
    }
    parser_free(parse.parser);
    arena_release(&arena);
    buf_release(&bytes);
    return 0;
}
