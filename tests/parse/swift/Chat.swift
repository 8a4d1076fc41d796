import LLM
// meta-llama/Llama-3
/// Documented.
let model = "llama3\n" + "x"
let url = URL(string: "https://\(host)/llama", relativeTo: base)
struct Config { var id: String = "llama2" }
let list = ["a", "b", 128009]
let text = """
    <|eot_id|>
    """
if model == "llama" { run(#"raw"#) }
