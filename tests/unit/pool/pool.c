#include "pool/pool.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "unit/unit.h"

/** What the worker of a test does with a document: by the first letter of its path. */
enum deed {
    WORKS = 'w',
    CRASHES = 'c', /* unless it is read as text */
    DIES = 'd',    /* always */
    HANGS = 'h',   /* unless it is read as text */
    DAWDLES = 's', /* the first time, then it works */
    LEAVES = 'l',  /* exits as if all was well */
    TALKS = 't',   /* has TALK references */
};

enum { TALK = LIMIT_RUN_REFERENCES / 4 };

struct fixture {
    struct arena arena;
    struct entry *entries;
    struct doc_result *results;
    struct model models[2];
    struct rule rule;
    struct rule *rules[1];
    struct ruleset ruleset;
    struct pool_job job;
    struct pool_outcome outcome;
    struct err err;
    char marker[64];
};

static void *open_worker(void *context)
{
    return context;
}

static void close_worker(void *worker)
{
    (void)worker;
}

static void hang(void)
{
    for (;;)
        pause();
}

static void work(void *worker, size_t index, enum pool_mode mode, struct arena *arena,
                 struct doc_result *ret_result)
{
    struct fixture *fixture = worker;
    struct str path = fixture->entries[index].path;
    enum deed deed = (enum deed)path.ptr[0];
    if (deed == DIES || (deed == CRASHES && mode == POOL_FULL))
        raise(SIGKILL);
    if (deed == HANGS && mode == POOL_FULL)
        hang();
    if (deed == DAWDLES && access(fixture->marker, F_OK) != 0) {
        FILE *file = fopen(fixture->marker, "w");
        if (file)
            fclose(file);
        hang();
    }
    if (deed == LEAVES)
        _exit(0);
    for (int i = 0; deed == TALKS && i < TALK; i++)
        vec_push(arena, &ret_result->found.references,
                 (struct reference){ .rule = &fixture->rule, .note = path });
    ret_result->scanned = true;
    ret_result->language = arena_printf(arena, "%.*s", STR_ARG(path));
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    *state = fixture;
    snprintf(fixture->marker, sizeof fixture->marker, "/tmp/llama-audit-pool-%ld", (long)getpid());
    unlink(fixture->marker);
    fixture->rules[0] = &fixture->rule;
    fixture->ruleset = (struct ruleset){ .rules = fixture->rules, .count = 1 };
    fixture->ruleset.repository.count = 5;
    fixture->job = (struct pool_job){
        .env = { .ruleset = &fixture->ruleset, .models = fixture->models, .model_count = 2 },
        .workers = 3,
        .doc_seconds = 1,
        .context = fixture,
        .open = open_worker,
        .work = work,
        .close = close_worker,
    };
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->marker);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/** Runs documents of which most work; those at `places` are as `deeds` says. */
static void run(struct fixture *fixture, size_t count, const char *deeds, const size_t *places)
{
    fixture->entries = arena_array(&fixture->arena, count, sizeof *fixture->entries);
    for (size_t i = 0; i < count; i++)
        fixture->entries[i].path = arena_printf(&fixture->arena, "w%zu", i);
    for (size_t i = 0; deeds[i]; i++)
        fixture->entries[places[i]].path =
            arena_printf(&fixture->arena, "%c%zu", deeds[i], places[i]);
    fixture->results = arena_array(&fixture->arena, count, sizeof *fixture->results);
    fixture->job.env.entries = fixture->entries;
    fixture->job.env.entry_count = count;
    assert_true(pool_run(&fixture->job, &fixture->arena, fixture->results, &fixture->outcome,
                         &fixture->err));
}

static void check_result(const struct fixture *fixture, size_t index, bool scanned)
{
    const struct doc_result *result = &fixture->results[index];
    assert_int_equal(result->scanned, scanned);
    if (scanned)
        assert_true(str_equal(result->language, fixture->entries[index].path));
}

static void check_skip(const struct fixture *fixture, size_t index, enum skip_reason reason,
                       enum skip_effect effect)
{
    const struct doc_result *result = &fixture->results[index];
    assert_int_equal(result->skips.count, 1);
    assert_int_equal(result->skips.items[0].reason, reason);
    assert_int_equal(result->skips.items[0].effect, effect);
    check_result(fixture, index, effect != SKIP_NOT_READ);
}

static void gives_the_same_with_and_without_workers(void **state)
{
    struct fixture *fixture = *state;
    for (unsigned workers = 0; workers < 4; workers++) {
        fixture->job.workers = workers;
        run(fixture, 1000, "", NULL);
        for (size_t i = 0; i < 1000; i++)
            check_result(fixture, i, true);
        assert_int_equal(fixture->outcome.deaths, 0);
    }
}

static void charges_a_crash_to_one_document(void **state)
{
    struct fixture *fixture = *state;
    run(fixture, 500, "cdcd", (size_t[]){ 0, 7, 8, 499 });
    check_skip(fixture, 0, SKIP_ERROR, SKIP_READ_AS_TEXT);
    check_skip(fixture, 7, SKIP_ERROR, SKIP_NOT_READ);
    check_skip(fixture, 8, SKIP_ERROR, SKIP_READ_AS_TEXT);
    check_skip(fixture, 499, SKIP_ERROR, SKIP_NOT_READ);
    for (size_t i = 9; i < 499; i++) {
        check_result(fixture, i, true);
        assert_int_equal(fixture->results[i].skips.count, 0);
    }
    assert_int_equal(fixture->outcome.deaths, 6);
    assert_int_equal(fixture->outcome.missing, 0);
}

static void ends_a_document_that_hangs(void **state)
{
    struct fixture *fixture = *state;
    run(fixture, 40, "hs", (size_t[]){ 3, 30 });
    check_skip(fixture, 3, SKIP_TIME, SKIP_READ_AS_TEXT);
    check_result(fixture, 30, true);
    assert_int_equal(fixture->results[30].skips.count, 0);
    check_result(fixture, 39, true);
}

static void survives_a_repository_that_crashes_everywhere(void **state)
{
    struct fixture *fixture = *state;
    run(fixture, 5, "ccdcc", (size_t[]){ 0, 1, 2, 3, 4 });
    assert_int_equal(fixture->outcome.missing, 0);
    check_skip(fixture, 2, SKIP_ERROR, SKIP_NOT_READ);
    check_skip(fixture, 4, SKIP_ERROR, SKIP_READ_AS_TEXT);
}

static void gives_up_after_too_many_deaths(void **state)
{
    struct fixture *fixture = *state;
    char deeds[LIMIT_WORKER_DEATHS + 1] = { 0 };
    size_t places[LIMIT_WORKER_DEATHS];
    for (size_t i = 0; i < LIMIT_WORKER_DEATHS; i++) {
        deeds[i] = 'd';
        places[i] = i;
    }
    run(fixture, 400, deeds, places);
    /* Several may die before the parent has counted. */
    assert_true(fixture->outcome.deaths >= LIMIT_WORKER_DEATHS);
    assert_int_not_equal(fixture->outcome.missing, 0);
}

static void believes_no_worker_that_leaves_early(void **state)
{
    struct fixture *fixture = *state;
    run(fixture, 3, "l", (size_t[]){ 1 });
    check_result(fixture, 0, true);
    check_skip(fixture, 1, SKIP_ERROR, SKIP_NOT_READ);
    check_result(fixture, 2, true);
}

/* ---- frames ---- */

static void write_sample(struct fixture *fixture, struct buf *out)
{
    struct doc_result result = { .scanned = true, .language = STR("python") };
    vec_push(&fixture->arena, &result.skips,
             (struct skip){ .reason = SKIP_PARSE, .effect = SKIP_PART, .detail = STR("line 3") });
    vec_push(&fixture->arena, &result.found.selections,
             (struct selection){ .line = 3, .column = 4, .api = STR("ChatOpenAI") });
    vec_push(&fixture->arena, &result.found.repository_seen, 4);
    vec_push(&fixture->arena, &result.found.references,
             (struct reference){
                 .rule = &fixture->rule,
                 .model = &fixture->models[1],
                 .category = CATEGORY_MENTION,
                 .where = WHERE_CODE,
                 .span = { .line = 7, .end_line = 7, .offset = 90, .len = 4 },
                 .evidence = STR("llama"),
                 .value = STR("last"),
             });
    fixture->entries = arena_array(&fixture->arena, 2, sizeof *fixture->entries);
    fixture->entries[1].path = STR("a.py");
    fixture->job.env.entries = fixture->entries;
    fixture->job.env.entry_count = 2;
    fixture->job.env.kept_count = 2;
    frame_write(&fixture->job.env, 1, &result, out);
}

static void reads_back_a_frame(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(buf_release) struct buf out = { 0 };
    write_sample(fixture, &out);
    struct str bytes = buf_str(&out);
    size_t index = 0;
    struct doc_result result;
    assert_int_equal(frame_read(&fixture->job.env, &bytes, &fixture->arena, &index, &result),
                     FRAME_READ);
    assert_int_equal(bytes.len, 0);
    assert_int_equal(index, 1);
    assert_true(str_is(result.skips.items[0].path, "a.py"));
    assert_true(str_is(result.skips.items[0].detail, "line 3"));
    assert_true(str_is(result.found.selections.items[0].api, "ChatOpenAI"));
    assert_int_equal(result.found.repository_seen.items[0], 4);
    const struct reference *reference = &result.found.references.items[0];
    assert_ptr_equal(reference->rule, &fixture->rule);
    assert_ptr_equal(reference->model, &fixture->models[1]);
    assert_int_equal(reference->category, CATEGORY_MENTION);
    assert_int_equal(reference->where, WHERE_CODE);
    assert_int_equal(reference->span.offset, 90);
    assert_true(str_is(reference->path, "a.py"));
    assert_true(str_is(reference->evidence, "llama"));
    assert_true(str_is(reference->value, "last"));
}

static void believes_no_damaged_frame(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(buf_release) struct buf out = { 0 };
    write_sample(fixture, &out);
    size_t index;
    struct doc_result result;
    for (size_t at = 0; at < out.len; at++) {
        struct str bytes = str_slice(buf_str(&out), 0, at);
        assert_int_equal(frame_read(&fixture->job.env, &bytes, &fixture->arena, &index, &result),
                         FRAME_INCOMPLETE);
        out.ptr[at] ^= 0x40;
        bytes = buf_str(&out);
        assert_int_not_equal(
            frame_read(&fixture->job.env, &bytes, &fixture->arena, &index, &result), FRAME_READ);
        out.ptr[at] ^= 0x40;
    }
}

/** A frame whose checksum is right and whose payload is not. */
static void checks_numbers_behind_a_right_checksum(void **state)
{
    struct fixture *fixture = *state;
    CLEANUP(buf_release) struct buf out = { 0 };
    write_sample(fixture, &out);
    enum { HEADER = 16, CHECKSUM = 8 };
    size_t index;
    struct doc_result result;
    for (size_t at = HEADER; at + 4 <= out.len; at++) {
        char kept[4];
        memcpy(kept, out.ptr + at, sizeof kept);
        memset(out.ptr + at, 0xff, sizeof kept);
        uint64_t checksum = str_hash(str_slice(buf_str(&out), HEADER, out.len));
        memcpy(out.ptr + CHECKSUM, &checksum, sizeof checksum);
        struct str bytes = buf_str(&out);
        /* Some bytes are text and may be anything; none may be read where nothing is. */
        (void)frame_read(&fixture->job.env, &bytes, &fixture->arena, &index, &result);
        memcpy(out.ptr + at, kept, sizeof kept);
    }
    memset(out.ptr + HEADER, 0xff, 4);
    uint64_t checksum = str_hash(str_slice(buf_str(&out), HEADER, out.len));
    memcpy(out.ptr + CHECKSUM, &checksum, sizeof checksum);
    struct str bytes = buf_str(&out);
    assert_int_equal(frame_read(&fixture->job.env, &bytes, &fixture->arena, &index, &result),
                     FRAME_BROKEN);
}

/** Six documents want a quarter of the limit each: the first four get it, whoever comes first. */
static void keeps_the_references_of_the_first_documents(void **state)
{
    struct fixture *fixture = *state;
    static const size_t places[] = { 3, 10, 20, 30, 40, 50 };
    for (unsigned workers = 0; workers <= 3; workers += 3) {
        fixture->job.workers = workers;
        run(fixture, 60, "tttttt", places);
        for (size_t i = 0; i < ARRAY_COUNT(places); i++) {
            const struct match_result *found = &fixture->results[places[i]].found;
            assert_int_equal(found->references.count, i < 4 ? TALK : 0);
            assert_int_equal(found->truncated, i >= 4);
        }
        assert_false(fixture->results[59].found.truncated);
        check_result(fixture, 59, true);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(gives_the_same_with_and_without_workers),
        TEST(charges_a_crash_to_one_document),
        TEST(ends_a_document_that_hangs),
        TEST(survives_a_repository_that_crashes_everywhere),
        TEST(gives_up_after_too_many_deaths),
        TEST(believes_no_worker_that_leaves_early),
        TEST(keeps_the_references_of_the_first_documents),
        TEST(reads_back_a_frame),
        TEST(believes_no_damaged_frame),
        TEST(checks_numbers_behind_a_right_checksum),
    };
#undef TEST
    return cmocka_run_group_tests(tests, NULL, NULL);
}
