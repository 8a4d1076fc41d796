#include "unit/parse/dump.h"

static void gives_keys_their_path(void **state)
{
    (void)state;
    sites_are("a.yaml", "models:\n  - id: llama3 # small\n    ctx: 8192\n  - plain\n",
              "1:1 key [models] \"models\"\n"
              "2:5 key [models[].id] \"id\"\n"
              "2:9 value [models[].id] \"llama3\"\n"
              "3:5 key [models[].ctx] \"ctx\"\n"
              "3:10 value [models[].ctx] \"8192\"\n"
              "4:5 value [models[]] \"plain\"\n"
              "2:16 comment \"# small\"\n");
    sites_are("a.yaml", "", "");
    sites_are("a.yaml", "model: llama3\r\n---\r\nx: |\r\n  l1\r\n  l2\r\ny: llama2",
              "1:1 key [model] \"model\"\n"
              "1:8 value [model] \"llama3\"\n"
              "3:1 key [x] \"x\"\n"
              "4:3 value [x] \"l1\\nl2\\n\"\n"
              "6:1 key [y] \"y\"\n"
              "6:4 value [y] \"llama2\"\n");
    /* An anchor's value stands in one place only. */
    sites_are("a.yaml", "x: &m llama3\ny: *m\nz: {<<: *m, \"k\\n\": '\xC3\xA9'}\n",
              "1:1 key [x] \"x\"\n"
              "1:7 value [x] \"llama3\"\n"
              "2:1 key [y] \"y\"\n"
              "3:1 key [z] \"z\"\n"
              "3:14 key [z.k\n] \"k\\n\"\n"
              "3:21 value [z.k\n] \"\xC3\xA9\"\n");
}

static void tells_variables_from_values(void **state)
{
    (void)state;
    sites_have(
        "compose.yaml",
        "services:\n"
        "  a:\n"
        "    environment:\n"
        "      - MODEL=${MODEL:-llama2}\n"
        "      - HF_TOKEN\n"
        "      - \"URL=http://${HOST}/v1\"\n"
        "  b:\n"
        "    environment:\n"
        "      MODEL: ${MODEL}\n"
        "    build: {args: [BASE=x]}\n",
        "4:9 key [services.a.environment.MODEL] \"MODEL\"\n"
        "4:15 value [services.a.environment.MODEL] \"${MODEL:-llama2}\" variable=MODEL "
        "dynamic\n"
        "4:24 value [services.a.environment.MODEL] \"llama2\" variable=MODEL\n"
        "5:9 value [services.a.environment.HF_TOKEN] \"HF_TOKEN\" variable=HF_TOKEN dynamic\n"
        "6:14 value [services.a.environment.URL] \"http://${HOST}/v1\" variable=HOST "
        "partial\n"
        "9:14 value [services.b.environment.MODEL] \"${MODEL}\" variable=MODEL dynamic\n"
        "10:25 value [services.b.build.args.BASE] \"x\"\n");
    sites_have("k.yaml",
               "env:\n"
               "  - name: MODEL\n"
               "    value: llama3\n"
               "  - name: KEY\n"
               "    valueFrom: {secretKeyRef: {name: s, key: LLM_MODEL}}\n",
               "2:11 key [env.MODEL] \"MODEL\"\n"
               "3:12 value [env.MODEL] \"llama3\"\n"
               "5:5 value [env.KEY] \"valueFrom: {secretKeyRef: {name: s, key: LLM_MODEL}}\" "
               "variable=LLM_MODEL dynamic\n");
    sites_have("cf.yaml", "ModelId: !Ref Model\n",
               "1:10 value [ModelId] \"!Ref Model\" variable=Model dynamic\n");
}

static void reads_argument_lists_as_commands(void **state)
{
    (void)state;
    sites_have(
        "k.yaml",
        "containers:\n"
        "  - image: vllm/vllm-openai:v0.6\n"
        "    command: [vllm, serve]\n"
        "    args:\n"
        "      - org/m\n"
        "      - --tool-call-parser=llama3_json\n"
        "      - --model\n"
        "      - $(MODEL)\n",
        "2:12 value [containers[].image] \"vllm/vllm-openai:v0.6\"\n"
        "2:12 package [containers[].image] \"vllm/vllm-openai\" package=docker version=v0.6\n"
        "3:15 value+command-word [containers[].command[]] \"vllm\" command=vllm serve\n"
        "5:9 value+command-word [containers[].args[]] \"org/m\" command=vllm serve\n"
        "6:28 value+command-word [containers[].args[]] \"llama3_json\" command=vllm serve "
        "flag=--tool-call-parser\n"
        "8:9 value+command-word [containers[].args[]] \"$(MODEL)\" command=vllm serve "
        "flag=--model variable=MODEL dynamic\n");
}

static void reads_scripts_in_scalars(void **state)
{
    (void)state;
    sites_have("ci.yml",
               "steps:\n"
               "  - run: |\n"
               "      # pull llama\n"
               "      ollama run ${{ env.MODEL }}\n"
               "  - shell: python\n"
               "    run: f('llama')\n"
               "data:\n"
               "  c.json: |\n"
               "    {\"model\": \"llama3\"}\n"
               "script:\n"
               "  - ollama pull {{ x | default('llama3') }}\n",
               "3:7 comment [steps[].run] \"# pull llama\"\n"
               "4:18 command-word [steps[].run] \"${{ env.MODEL }}\" command=ollama run "
               "variable=MODEL dynamic\n"
               "5:12 value [steps[].shell] \"python\"\n"
               "6:13 string+call-argument [steps[].run] \"llama\"\n"
               "9:16 value [data.c.json.model] \"llama3\"\n"
               "11:17 command-word [script[]] \"{{ x | default('llama3') }}\" command=ollama pull "
               "variable=x dynamic\n"
               "11:33 command-word [script[]] \"llama3\" command=ollama pull variable=x partial\n");
}

static void looks_through_templates(void **state)
{
    (void)state;
    sites_have("templates/d.yaml",
               "{{- if .Values.enabled }}\n"
               "{{/* once llama */}}\n"
               "spec:\n"
               "  {{- include \"x.labels\" . | nindent 2 }}\n"
               "  model: {{ .Values.llm.model | default \"llama3\" }}\n"
               "  name: {{ .Chart.Name }}-llm\n"
               "{{- end }}\n",
               "3:1 key [spec] \"spec\"\n"
               "5:3 key [spec.model] \"model\"\n"
               "5:10 value [spec.model] \"{{ .Values.llm.model | default \"llama3\" }}\" "
               "variable=llm.model dynamic\n"
               "5:42 value [spec.model] \"llama3\" variable=llm.model partial\n"
               "6:9 value [spec.name] \"{{ .Chart.Name }}-llm\" variable=Chart.Name partial\n"
               "2:1 comment \"{{/* once llama */}}\"\n");
    sites_have("ci.yml", "env:\n  MODEL: ${{ vars.MODEL }}\n",
               "2:10 value [env.MODEL] \"${{ vars.MODEL }}\" variable=MODEL dynamic\n");
}

static void finds_comments(void **state)
{
    (void)state;
    sites_have("a.yaml",
               "# first\n"
               "a: x#y # plain\n"
               "b: 'x # y' # quoted\n"
               "c: | # literal\n"
               "  # inside\n"
               "# model: llama-2\n"
               "d: [1, # flow\n"
               "  2]\n"
               "e: &a # anchor\n"
               "  1",
               "1:1 comment \"# first\"\n"
               "2:8 comment \"# plain\"\n"
               "3:12 comment \"# quoted\"\n"
               "4:6 comment \"# literal\"\n"
               "!5:3 comment \"# inside\"\n"
               "6:1 comment \"# model: llama-2\" dead\n"
               "7:8 comment \"# flow\"\n"
               "9:7 comment \"# anchor\"\n");
}

static void keeps_what_can_be_read(void **state)
{
    (void)state;
    sites_are("a.yaml", "a: llama3\nb: [1,\n- c: \"x\n---\nd: llama2\n",
              "1:1 key [a] \"a\"\n"
              "1:4 value [a] \"llama3\"\n"
              "2:1 key [b] \"b\"\n"
              "2:5 value [b[]] \"1\"\n"
              "5:1 key [d] \"d\"\n"
              "5:4 value [d] \"llama2\"\n"
              "2:6 prose \",\"\n"
              "3:1 prose \"- c: \"x\"\n"
              "skip: line 3: did not find expected node content\n");
    sites_hold("a.yaml",
               "a: &x !t 'q'\nb: |\n  {{ x }} \xC3\xA9\nc: [\"\\x41\", {d: $(E)}]\n- {{ f }}\n");
    sites_hold("a.yaml",
               "args: [sh, -c, \"x ${A:-${B}} {% y %}\"]\nenv: [A=b, C]\n# d: e\n? f\n: g\n");
}

static void bounds_nesting(void **state)
{
    (void)state;
    enum { DEPTH = 100000 };
    char *text = malloc(DEPTH + 1);
    assert_non_null(text);
    memset(text, '[', DEPTH);
    text[DEPTH] = '\0';
    sites_have("a.yaml", text, "skip: line 1: nested too deeply\n");
    for (size_t i = 0; i + 1 < DEPTH; i += 2)
        memcpy(text + i, "- ", 2);
    sites_have("a.yaml", text, "skip: line 1: nested too deeply\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_keys_their_path),
        cmocka_unit_test(tells_variables_from_values),
        cmocka_unit_test(reads_argument_lists_as_commands),
        cmocka_unit_test(reads_scripts_in_scalars),
        cmocka_unit_test(looks_through_templates),
        cmocka_unit_test(finds_comments),
        cmocka_unit_test(keeps_what_can_be_read),
        cmocka_unit_test(bounds_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
