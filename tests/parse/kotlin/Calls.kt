package a.b
import com.example.Llama
const val MODEL = "llama${size}\n"
@Value("\${x}")
class Calls(val name: String = "llama2") : Base("s") {
    var model: String = "llama3"
    fun build(a: String = "l") {
        chat(model = "llama3", "y")
        val list = listOf("a" to "b")
        Builder().model("llama3").build { it.x = "z" }
        x.y = System.getenv("MODEL") ?: "llama3"
        when (x) { "a" -> b }
        val text = """raw $x"""
    }
}
enum class Kind(val id: String) { LLAMA("llama3") }
