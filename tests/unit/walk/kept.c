#include "walk/kept.h"

#include "base/attr.h"
#include "unit/unit.h"

struct fixture {
    struct arena arena;
    struct ledger ledger;
    struct tree tree;
    struct entry entries[4];
    bool nothing[4];
};

static void fill(struct fixture *fixture)
{
    static const char *const paths[] = { "a/b.c", "a/bcd/e.c", "a/bcd/f.c", "z" };
    ledger_init(&fixture->ledger, &fixture->arena);
    for (size_t i = 0; i < ARRAY_COUNT(paths); i++) {
        fixture->entries[i] = (struct entry){ .path = str_from(paths[i]),
                                              .blob = true,
                                              .oid = { (uint8_t)i, 7 } };
        fixture->nothing[i] = i % 2;
    }
    fixture->tree = (struct tree){ .root_oid = { 1, 2, 3 },
                                   .entries = fixture->entries,
                                   .count = ARRAY_COUNT(paths) };
    ledger_skip(&fixture->ledger, &(struct skip){ .path = STR("link"),
                                                  .reason = SKIP_SYMLINK,
                                                  .detail = STR("so") });
    fixture->ledger.files_seen = 5;
}

/** True when it lists; whatever it does not list leaves nothing behind. */
static bool recall(struct str bytes, uint8_t first, struct listing *listing)
{
    struct tree *tree = listing->tree;
    *tree = (struct tree){ .root_oid = { first, 2, 3 } };
    ledger_init(listing->ledger, listing->run);
    bool listed = listing_recall(listing, bytes);
    assert_true(listed || (listing->ledger->skips.count == 0 && listing->entries.count == 0));
    return listed;
}

static void comes_back(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    CLEANUP(buf_release) struct buf bytes = { 0 };
    fill(&fixture);
    assert_true(listing_keep(&fixture.tree, &fixture.ledger, fixture.nothing, &bytes));

    struct tree tree;
    struct ledger ledger;
    struct listing listing = { .run = &fixture.arena, .ledger = &ledger, .tree = &tree };
    assert_true(recall(buf_str(&bytes), 1, &listing));
    assert_int_equal(listing.entries.count, 4);
    for (size_t i = 0; i < 4; i++) {
        const struct entry *entry = &listing.entries.items[i];
        assert_true(str_equal(entry->path, fixture.entries[i].path) && entry->blob);
        assert_memory_equal(entry->oid, fixture.entries[i].oid, OID_BYTES);
        assert_int_equal(tree.nothing[i], fixture.nothing[i]);
    }
    assert_int_equal(ledger.files_seen, 5);
    assert_int_equal(ledger.skips.count, 1);
    assert_true(str_is(ledger.skips.items[0].path, "link"));
    assert_true(str_is(ledger.skips.items[0].detail, "so"));
    arena_release(&fixture.arena);
}

static void another_tree_or_broken(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    CLEANUP(buf_release) struct buf bytes = { 0 };
    fill(&fixture);
    assert_true(listing_keep(&fixture.tree, &fixture.ledger, fixture.nothing, &bytes));
    struct tree tree;
    struct ledger ledger;
    struct listing listing = { .run = &fixture.arena, .ledger = &ledger, .tree = &tree };
    assert_false(recall(buf_str(&bytes), 9, &listing));
    for (size_t len = 0; len < bytes.len; len++)
        assert_false(recall(str_slice(buf_str(&bytes), 0, len), 1, &listing));
    buf_char(&bytes, 'x');
    assert_false(recall(buf_str(&bytes), 1, &listing));
    arena_release(&fixture.arena);
}

/** What is not here may be here tomorrow. */
static void not_worth_keeping(void **state)
{
    (void)state;
    struct fixture fixture = { 0 };
    CLEANUP(buf_release) struct buf bytes = { 0 };
    fill(&fixture);
    ledger_skip(&fixture.ledger,
                &(struct skip){ .path = STR("sub"), .reason = SKIP_MISSING_OBJECT });
    assert_false(listing_keep(&fixture.tree, &fixture.ledger, fixture.nothing, &bytes));
    fill(&fixture);
    fixture.ledger.partial = true;
    assert_false(listing_keep(&fixture.tree, &fixture.ledger, fixture.nothing, &bytes));
    arena_release(&fixture.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(another_tree_or_broken),
        cmocka_unit_test(not_worth_keeping),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
