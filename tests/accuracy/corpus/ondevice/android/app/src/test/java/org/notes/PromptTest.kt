class PromptTest {
    @Test fun rendersLlama3Header() {
        val out = Llama3Prompt("x").render("y")
        assertTrue(out.contains("<|start_header_id|>user<|end_header_id|>"))
    }
}
