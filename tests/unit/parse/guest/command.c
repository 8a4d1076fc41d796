#include "parse/guest/command.h"

#include "unit/parse/dump.h"

/* The sites of a command whose words are separated by '|' in `text`. */
static void command_is(const char *text, const char *expected)
{
    struct arena arena = { 0 };
    struct parse parse = { .arena = &arena, .parser = parser_new() };
    struct doc doc = { .path = STR("a.sh"), .text = str_from(text), .file_text = str_from(text) };
    struct sites words = { 0 };
    struct str rest = doc.text;
    while (rest.ptr) {
        struct str word = str_split(&rest, '|');
        struct site *site = vec_add(&arena, &words);
        size_t from = (size_t)(word.ptr - text);
        site_set_raw(site, &doc, from, from + word.len);
        site->dynamic = word.len > 0 && word.ptr[0] == '$';
    }
    command_add(&parse, &doc, NULL, words.items, words.count);

    struct buf out = { 0 };
    for (size_t i = 0; i < parse.sites.count; i++) {
        check_site(&parse.sites.items[i], doc.text);
        dump_site(&out, &parse.sites.items[i], doc.text);
    }
    buf_char(&out, '\0');
    if (strcmp(out.ptr, expected) != 0)
        fail_msg("%s\n-- gives\n%s-- and not\n%s", text, out.ptr, expected);
    buf_release(&out);
    parser_free(parse.parser);
    arena_release(&arena);
}

static void names_the_command(void **state)
{
    (void)state;
    command_is("ollama|run|llama3.1:8b", "1:1 command-word \"ollama\" command=ollama run\n"
                                         "1:8 command-word \"run\" command=ollama run\n"
                                         "1:12 command-word \"llama3.1:8b\" command=ollama run\n");
    command_is("/usr/bin/docker|model|run|ai/llama3.2",
               "1:1 command-word \"/usr/bin/docker\" command=docker model run\n"
               "1:17 command-word \"model\" command=docker model run\n"
               "1:23 command-word \"run\" command=docker model run\n"
               "1:27 command-word \"ai/llama3.2\" command=docker model run\n");
    command_is("echo|llama", "1:1 command-word \"echo\" command=echo\n"
                             "1:6 command-word \"llama\" command=echo\n");
    command_is(
        "python3|-m|vllm.entrypoints.openai.api_server|--model|x",
        "1:1 command-word \"python3\" command=python3 -m vllm.entrypoints.openai.api_server\n"
        "1:9 command-word \"-m\" command=python3 -m vllm.entrypoints.openai.api_server\n"
        "1:12 command-word \"vllm.entrypoints.openai.api_server\" "
        "command=python3 -m vllm.entrypoints.openai.api_server\n"
        "1:47 command-word \"--model\" command=python3 -m vllm.entrypoints.openai.api_server\n"
        "1:55 command-word \"x\" command=python3 -m vllm.entrypoints.openai.api_server "
        "flag=--model\n");
}

static void gives_values_their_flag(void **state)
{
    (void)state;
    command_is("vllm|serve|--trust-remote-code|org/m|--tool-call-parser=llama3_json|-c|8192",
               "1:1 command-word \"vllm\" command=vllm serve\n"
               "1:6 command-word \"serve\" command=vllm serve\n"
               "1:12 command-word \"--trust-remote-code\" command=vllm serve\n"
               "1:32 command-word \"org/m\" command=vllm serve\n"
               "1:38 command-word \"--tool-call-parser\" command=vllm serve\n"
               "1:57 command-word \"llama3_json\" command=vllm serve flag=--tool-call-parser\n"
               "1:69 command-word \"-c\" command=vllm serve\n"
               "1:72 command-word \"8192\" command=vllm serve flag=-c\n");
    /* Arguments of an image's own entry point. */
    command_is("--model|$MODEL", "1:1 command-word \"--model\"\n"
                                 "1:9 command-word \"$MODEL\" flag=--model variable=MODEL dynamic\n");
}

static void looks_behind_wrappers(void **state)
{
    (void)state;
    command_is("MODEL=llama3|sudo|-u|me|ollama|pull|llama3",
               "1:1 key+command-word [MODEL] \"MODEL\"\n"
               "1:7 value+command-word [MODEL] \"llama3\"\n"
               "1:14 command-word \"sudo\" command=sudo\n"
               "1:19 command-word \"-u\" command=sudo\n"
               "1:22 command-word \"me\" command=sudo flag=-u\n"
               "1:25 command-word \"ollama\" command=ollama pull\n"
               "1:32 command-word \"pull\" command=ollama pull\n"
               "1:37 command-word \"llama3\" command=ollama pull\n");
    command_is("docker|exec|-it|box|ollama|rm|x",
               "1:1 command-word \"docker\" command=docker exec\n"
               "1:8 command-word \"exec\" command=docker exec\n"
               "1:13 command-word \"-it\" command=docker exec\n"
               "1:17 command-word \"box\" command=docker exec\n"
               "1:21 command-word \"ollama\" command=ollama rm\n"
               "1:28 command-word \"rm\" command=ollama rm\n"
               "1:31 command-word \"x\" command=ollama rm\n");
}

static void names_packages(void **state)
{
    (void)state;
    command_is("pip|install|-q|vllm[audio]==0.6.3|-r|requirements.txt",
               "1:1 command-word \"pip\" command=pip install\n"
               "1:5 command-word \"install\" command=pip install\n"
               "1:13 command-word \"-q\" command=pip install\n"
               "1:16 command-word \"vllm[audio]==0.6.3\" command=pip install\n"
               "1:16 package \"vllm\" command=pip install package=pypi version===0.6.3\n"
               "1:35 command-word \"-r\" command=pip install\n"
               "1:38 command-word \"requirements.txt\" command=pip install flag=-r\n");
    command_is("docker|run|--rm|-e|MODEL=llama3|vllm/vllm-openai:v0.6|--model|x",
               "1:1 command-word \"docker\" command=docker run\n"
               "1:8 command-word \"run\" command=docker run\n"
               "1:12 command-word \"--rm\" command=docker run\n"
               "1:17 command-word \"-e\" command=docker run\n"
               "1:20 key+command-word [MODEL] \"MODEL\" command=docker run flag=-e\n"
               "1:26 value+command-word [MODEL] \"llama3\" command=docker run flag=-e\n"
               "1:33 command-word \"vllm/vllm-openai:v0.6\" command=docker run\n"
               "1:33 package \"vllm/vllm-openai\" command=docker run package=docker version=v0.6\n"
               "1:55 command-word \"--model\" command=docker run\n"
               "1:63 command-word \"x\" command=docker run flag=--model\n");
}

static void reads_code_in_an_argument(void **state)
{
    (void)state;
    command_is("sh|-c|true", "1:1 command-word \"sh\" command=sh\n"
                             "1:4 command-word \"-c\" command=sh\n"
                             "1:7 command-word \"true\" command=true\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_command),         cmocka_unit_test(gives_values_their_flag),
        cmocka_unit_test(looks_behind_wrappers),     cmocka_unit_test(names_packages),
        cmocka_unit_test(reads_code_in_an_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
