package org.notes

class Llama3Prompt(private val system: String) {
    fun render(user: String): String = """
        <|start_header_id|>system<|end_header_id|>

        $system<|eot_id|><|start_header_id|>user<|end_header_id|>

        $user<|eot_id|>
    """.trimIndent()
}

// class Llama2Prompt was removed
val prompt = Llama3Prompt("Be short.")
