dependencies {
    implementation("de.kherud:llama:4.1.0")
    implementation("dev.langchain4j:langchain4j-ollama:1.0.1")
    implementation("io.quarkiverse.langchain4j:quarkus-langchain4j-llama3-java:1.0.2")
    implementation("com.llama.llamastack:llama-stack-client-kotlin:0.2.2")
    implementation("dev.langchain4j:langchain4j-mistral-ai:1.0.1")
}
