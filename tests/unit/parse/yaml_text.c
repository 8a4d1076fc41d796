#include "parse/yaml_text.h"

#include <yaml.h>

#include "base/buf.h"
#include "unit/unit.h"

/* What libyaml makes of all scalars, one after another. */
static void libyaml_texts(const char *text, struct buf *out)
{
    yaml_parser_t parser;
    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)text, strlen(text));
    for (bool more = true; more;) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            fail_msg("%s: %s", text, parser.problem);
        more = event.type != YAML_STREAM_END_EVENT;
        if (event.type == YAML_SCALAR_EVENT) {
            buf_add(out, (struct str){ (char *)event.data.scalar.value, event.data.scalar.length });
            buf_char(out, '|');
        }
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
}

static void our_texts(const char *text, struct arena *arena, struct buf *out)
{
    struct doc doc = { .text = str_from(text), .file_text = str_from(text) };
    struct yaml_tree tree;
    char *copy = yaml_clean_copy(doc.text, arena);
    yaml_tree_read(&tree, (struct str){ copy, doc.text.len }, arena);
    assert_int_equal(tree.problem.len, 0);
    for (size_t i = 1; i < tree.count; i++) {
        if (tree.items[i].kind != YAML_ITEM_SCALAR)
            continue;
        struct site site = { 0 };
        yaml_set_text(&site, &doc, &tree.items[i], arena);
        buf_add(out, site.text);
        buf_char(out, '|');
    }
}

/* Every way to write a scalar gives the text that libyaml gives, byte for byte. */
static void decodes_like_libyaml(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a: b c\n",
        "a: b\n   c\n\n   d   \n",
        "a: 'it''s'\nb: 'x\n  y\n\n  z'\n",
        "a: \"q \\\"q\\\" \\u00e9 \\x41 \\U0001F600 \\n\\t\\\\ \\/ \\0 \\_ \\L \\e\"\n",
        "a: \"one\n  two\n\n\n  three \\\n  four\\\n\n  five\"\n",
        "a: \"  lead and trail  \"\n",
        "a: |\n  one\n    two\n\n  three\n",
        "a: |-\n  one\n  two\n",
        "a: |+\n  one\n\n\nb: 1\n",
        "a: |2\n    one\n  two\n",
        "a: >\n  one\n  two\n\n  three\n",
        "a: >-\n  one\n    more\n    more\n  two\n  \n  three\n",
        "a: |\n\n\n  late\n",
        "a: |\n  caf\xC3\xA9 \xE2\x82\xAC\n  x\n",
        "caf\xC3\xA9: \xE2\x82\xAC b\n'\xC3\xA9': \"\xC3\xA9\\n\"\n",
        "a: &x !t b\nc: *x\nd: !!str\ne: &y\n  f: 1\n",
        "a: # c\n  b # d\n",
        "- |\n one\n two\n-\n - x\n - \"\"\n- ''\n",
        "a: 'x\r\n  y'\r\nb: |\r\n  one\r\n  two\r\nc: >\r\n  one\r\n  two\r\n",
        "{a: b, 'c': [d, \"e\", f g]}\n",
        "? a\n: b\n",
        "",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct arena arena = { 0 };
        struct buf want = { 0 };
        struct buf got = { 0 };
        libyaml_texts(texts[i], &want);
        our_texts(texts[i], &arena, &got);
        if (!str_equal(buf_str(&want), buf_str(&got)))
            fail_msg("%s\n-- gives %.*s\n-- and not %.*s", texts[i], STR_ARG(buf_str(&got)),
                     STR_ARG(buf_str(&want)));
        buf_release(&want);
        buf_release(&got);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(decodes_like_libyaml) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
