//! Client for llama servers.
use ollama_rs::Ollama;

pub const DEFAULT: &str = "llama3.2";
pub static STOPS: [&str; 2] = ["<|eot_id|>", "<|end_of_text|>"];

#[derive(Debug, Clone)]
pub enum Kind {
    /// meta-llama/Llama-3.1-8B-Instruct
    Small,
    Large,
}

impl Kind {
    pub fn id(&self) -> &'static str {
        match self {
            Kind::Small => "meta-llama/Llama-3.1-8B-Instruct",
            Kind::Large => "accounts/fireworks/models/llama-v3p3-70b-instruct",
        }
    }
}

pub async fn ask(text: &str) -> String {
    let ollama = Ollama::default();
    tracing::info!("asking llama");
    let raw = r#"{"model": "llama3.2:1b", "stream": false}"#;
    eprintln!("llama said nothing");
    format!("{text}{raw}{ollama:?}")
}
