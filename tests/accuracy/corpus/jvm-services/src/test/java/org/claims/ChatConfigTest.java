package org.claims;

class ChatConfigTest {
    @Test
    void llamaIsTheDefault() {
        assertEquals("llama-3.3-70b-versatile", ChatConfig.groqModel());
    }

    @Test
    @DisplayName("asks llama once")
    void asksOnce() {
        var container = new OllamaContainer("ollama/ollama:0.3.12");
        container.start();
        container.execInContainer("ollama", "pull", "llama3.2:1b");
    }
}
