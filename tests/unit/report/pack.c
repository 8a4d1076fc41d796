#include "report/pack.h"

#include "unit/unit.h"

static void check(const char *json, const char *expected)
{
    cJSON *root = cJSON_Parse(json);
    assert_non_null(root);
    struct buf out = { 0 };
    json_pack(root, &out);
    buf_char(&out, '\0');
    assert_string_equal(out.ptr, expected);
    buf_release(&out);
    cJSON_Delete(root);
}

static void plain_values_stay(void **state)
{
    (void)state;
    check("[1, 2.5, \"a\", true, null, []]",
          "{\"shapes\":[],\n\"shared\":[],\n\"value\":[0,1,2.5,\"a\",true,null,[0]]}");
}

static void keys_stand_once(void **state)
{
    (void)state;
    check("[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}, {}]",
          "{\"shapes\":[[\"a\",\"b\"],\n[]],\n\"shared\":[],\n\"value\":[0,[1,1,2],[1,3,4],[2]]}");
}

static void what_is_equal_stands_once(void **state)
{
    (void)state;
    check("[{\"a\": \"long text\", \"b\": 1}, {\"a\": \"long text\", \"b\": 1}, \"long text\"]",
          "{\"shapes\":[[\"a\",\"b\"]],\n\"shared\":[\"long text\",\n[1,[-1],1]],\n"
          "\"value\":[0,[-2],[-2],[-1]]}");
}

/* Used twice only by a part that itself stands once: no need to share it. */
static void parts_of_shared_parts_are_not_shared(void **state)
{
    (void)state;
    check("[[\"long text\"], [\"long text\"]]",
          "{\"shapes\":[],\n\"shared\":[[0,\"long text\"]],\n\"value\":[0,[-1],[-1]]}");
}

static void nothing_ends_the_script(void **state)
{
    (void)state;
    check("{\"</k>\": \"</script><!--\"}", "{\"shapes\":[[\"\\u003c/k>\"]],\n\"shared\":[],\n"
                                           "\"value\":[1,\"\\u003c/script>\\u003c!--\"]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_values_stay),
        cmocka_unit_test(keys_stand_once),
        cmocka_unit_test(what_is_equal_stands_once),
        cmocka_unit_test(parts_of_shared_parts_are_not_shared),
        cmocka_unit_test(nothing_ends_the_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
