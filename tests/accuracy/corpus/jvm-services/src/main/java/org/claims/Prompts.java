package org.claims;

final class Prompts {
    static final String LLAMA2 = """
        <s>[INST] <<SYS>>
        %s
        <</SYS>>

        %s [/INST]
        """;
    static final int[] STOP = {128001, 128009};
    static final String ALPACA = "### Instruction:\n%s\n\n### Response:\n";

    static String llama3(String user) {
        return "<|start_header_id|>user<|end_header_id|>\n\n" + user + "<|eot_id|>";
    }
}
