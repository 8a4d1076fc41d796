package agent

import ai.koog.prompt.llm.OllamaModels

private const val MODEL = "meta-llama/llama-3.3-70b-instruct"

enum class Tier(val id: String) {
    SMALL("llama-3.1-8b-instant"),
    LARGE("meta-llama/llama-4-maverick-17b-128e-instruct"),
    CODE("qwen/qwen-2.5-coder"),
}

class Agent(private val model: String = System.getenv("AGENT_MODEL") ?: "llama-3.3-70b-versatile") {
    fun run(task: String) {
        println("llama works on $task")
        logger.warn { "llama is slow today" }
        val local = OllamaModels.Meta.LLAMA_3_2
        call(model = "llama3.2:3b", prompt = """<|start_header_id|>user<|end_header_id|>$task<|eot_id|>""")
    }
}
