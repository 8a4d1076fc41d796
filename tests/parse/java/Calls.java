package com.example;

import dev.langchain4j.model.ollama.OllamaChatModel;
import static java.util.Map.of;

/** Javadoc about Llama. */
@Service(value = "llama")
class Calls extends Base {
    private static final String MODEL = "meta-llama/" + "Llama-3\n";
    @Value("${model:llama3}")
    String configured;

    void build(String name) {
        OllamaChatModel model = OllamaChatModel.builder()
            .baseUrl("http://localhost")
            .modelName("llama3")
            .build();
        use(new Options("llama2", 1), null, Optional.of("x"));
        model.name = "llama";
        String text = """
            <|eot_id|>
            """;
        switch (name) { case "a" -> run(); }
        System.getenv().getOrDefault("MODEL", "llama3");
    }
}

enum Kind { LLAMA("llama3"), OTHER; }
