import Foundation
import llama

struct Engine {
    static let defaultModel = "Llama-3.2-3B-Instruct-Q4_K_M.gguf"
    // static let defaultModel = "llama-2-7b-chat.Q4_0.gguf"
    let stop = ["<|eot_id|>", "<|end_of_text|>"]

    func header(_ role: String) -> String {
        return "<|start_header_id|>\(role)<|end_header_id|>\n\n"
    }

    func load() {
        print("llama is loading \(Self.defaultModel)")
        let params = llama_context_default_params()
        _ = params
    }
}
