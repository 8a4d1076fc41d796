package bot;

import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

public class Bot {
    private static final String PRIMARY = "meta.llama3-3-70b-instruct-v1:0";
    private static final String CLAUDE = "anthropic.claude-3-5-sonnet-20241022-v2:0";

    public String ask(BedrockRuntimeClient client, String text) {
        String body = """
            {"prompt": "<|begin_of_text|><|start_header_id|>user<|end_header_id|>%s<|eot_id|>"}
            """.formatted(text);
        System.out.println("llama body " + body);
        return client.invokeModel(r -> r.modelId("us.meta.llama4-scout-17b-instruct-v1:0").body(body)).body().asUtf8String();
    }
}
