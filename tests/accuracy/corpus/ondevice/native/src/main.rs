use candle_transformers::models::llama::{Llama, LlamaConfig};
use llama_cpp_2::model::LlamaModel;

const REPO: &str = "meta-llama/Llama-3.2-1B";
const GGUF: &str = "Llama-3.2-1B-Instruct-Q4_K_M.gguf";
const EOT: u32 = 128_009;
const LIMIT: u32 = 128_000;

fn main() -> anyhow::Result<()> {
    println!("loading llama from {REPO}");
    let which = std::env::args().nth(1).unwrap_or_else(|| "meta-llama/Llama-3.2-3B".to_string());
    let prompt = format!("<|begin_of_text|>{which}<|eot_id|>");
    log::debug!("llama prompt {prompt}");
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn llama_repo_is_the_default() {
        assert_eq!(super::REPO, "meta-llama/Llama-3.2-1B");
    }
}
