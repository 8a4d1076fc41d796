use llama_cpp_2::model::LlamaModel;
/// Llama 3.2
pub const REPO: &str = "meta-llama/Llama-3.2-1B";
pub fn main() { println!("meta-llama/Llama-3.2-1B"); }
