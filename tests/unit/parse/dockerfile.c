#include "unit/parse/dump.h"

static void reads_instructions(void **state)
{
    (void)state;
    sites_are("Dockerfile",
              "# base\n"
              "ARG BASE=llama3\n"
              "FROM --platform=linux/amd64 ghcr.io/org/tgi:2.4@sha256:ab AS build\n"
              "FROM build\n"
              "ENV MODEL=\"llama3 x\" \\\n"
              "    # not the last\n"
              "    URL=${HOST:-llama2}\n"
              "env OLD llama 2\n"
              "COPY --from=build a.gguf /models/\n",
              "1:1 comment \"# base\"\n"
              "2:5 key [BASE] \"BASE\"\n"
              "2:10 value [BASE] \"llama3\"\n"
              "3:29 instruction [FROM] \"ghcr.io/org/tgi:2.4@sha256:ab\"\n"
              "3:29 package \"ghcr.io/org/tgi\" package=docker version=2.4\n"
              "6:5 comment \"# not the last\"\n"
              "5:5 key [MODEL] \"MODEL\"\n"
              "5:12 value [MODEL] \"llama3 x\"\n"
              "7:5 key [URL] \"URL\"\n"
              "7:9 value [URL] \"${HOST:-llama2}\" variable=HOST dynamic\n"
              "7:17 value [URL] \"llama2\" variable=HOST\n"
              "8:5 key [OLD] \"OLD\"\n"
              "8:9 value [OLD] \"llama 2\"\n"
              "9:6 instruction [COPY] \"--from=build\"\n"
              "9:19 instruction [COPY] \"a.gguf\"\n"
              "9:26 instruction [COPY] \"/models/\"\n");
}

static void reads_commands_in_json_form(void **state)
{
    (void)state;
    sites_are("Dockerfile",
              "ENTRYPOINT [\"vllm\", \"serve\"]\r\n"
              "CMD [\"--model=llama3\", \\\r\n"
              "     \"a\\\"b\"]",
              "1:14 command-word [ENTRYPOINT] \"vllm\" command=vllm serve\n"
              "1:22 command-word [ENTRYPOINT] \"serve\" command=vllm serve\n"
              "2:7 command-word [CMD] \"--model\"\n"
              "2:15 command-word [CMD] \"llama3\" flag=--model\n"
              "3:7 command-word [CMD] \"a\"b\"\n");
}

static void hands_commands_to_the_shell(void **state)
{
    (void)state;
    sites_are("Dockerfile",
              "RUN pip install vllm==1 && \\\n"
              "    # why\n"
              "    MODEL=a ollama pull llama3\n"
              "RUN <<EOF\n"
              "ollama rm x\n"
              "EOF\n"
              "COPY <<EOF app.env\n"
              "MODEL=llama3\n"
              "EOF\n",
              "2:5 comment \"# why\"\n"
              "1:5 command-word [RUN] \"pip\" command=pip install\n"
              "1:9 command-word [RUN] \"install\" command=pip install\n"
              "1:17 command-word [RUN] \"vllm==1\" command=pip install\n"
              "1:17 package [RUN] \"vllm\" command=pip install package=pypi version===1\n"
              "3:5 key+command-word [RUN.MODEL] \"MODEL\"\n"
              "3:11 value+command-word [RUN.MODEL] \"a\"\n"
              "3:13 command-word [RUN] \"ollama\" command=ollama pull\n"
              "3:20 command-word [RUN] \"pull\" command=ollama pull\n"
              "3:25 command-word [RUN] \"llama3\" command=ollama pull\n"
              "5:1 command-word [RUN] \"ollama\" command=ollama rm\n"
              "5:8 command-word [RUN] \"rm\" command=ollama rm\n"
              "5:11 command-word [RUN] \"x\" command=ollama rm\n"
              "7:6 instruction [COPY] \"<<EOF\"\n"
              "7:12 instruction [COPY] \"app.env\"\n"
              "8:1 key [COPY.MODEL] \"MODEL\"\n"
              "8:7 value [COPY.MODEL] \"llama3\"\n");
}

static void holds_on_anything(void **state)
{
    (void)state;
    sites_hold("Dockerfile",
               "# escape=`\nFROM a:b\nRUN --mount=x <<EOF\nls\nEOF\nCMD [\"a\\\\\", b]\n");
    sites_hold(
        "Dockerfile",
        "ENV A=\"b c\\\" \\\n\n# x\n d='e\nHEALTHCHECK CMD a\nONBUILD RUN b\nCOPY <<X c.y\n");
    sites_are("Dockerfile", "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_instructions),
        cmocka_unit_test(reads_commands_in_json_form),
        cmocka_unit_test(hands_commands_to_the_shell),
        cmocka_unit_test(holds_on_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
