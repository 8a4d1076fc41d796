package org.claims;

import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/** Wires the Llama chat model. */
public class ChatConfig {
    private static final Logger LOG = LoggerFactory.getLogger(ChatConfig.class);
    private static final String GROQ_MODEL = "llama-3.3-70b-versatile";
    static final String JUDGE = "meta-llama/" + "Llama-3.1-70B-Instruct";

    @Value("${claims.model:llama3.1:8b}")
    private String model;

    @Bean
    OllamaChatModel local() {
        LOG.info("using llama at {}", model);
        return OllamaChatModel.builder()
            .baseUrl("http://localhost:11434")
            .modelName("llama3.1:8b")
            .build();
    }

    @Bean
    OllamaChatModel coder() {
        return OllamaChatModel.builder().modelName("qwen2.5-coder:7b").build();
    }

    @Bean
    OpenAiChatModel groq() {
        // .modelName("llama3-70b-8192")
        return OpenAiChatModel.builder().baseUrl("https://api.groq.com/openai/v1").modelName(GROQ_MODEL).build();
    }

    void check(String id) {
        if (id.isBlank()) {
            throw new IllegalStateException("no Llama model set");
        }
    }
}
