//! Module docs.
use candle::models::{llama as model, LlamaConfig};
const MODEL: &str = "llama3\n";
static RAW: &str = r#"<|eot_id|>"#;

#[cfg(test)]
mod tests {
    #[test]
    fn loads() {
        let model = "llama2";
    }
}

/// Documented.
#[derive(Clone)]
#[serde(default = "llama")]
struct Options {
    model: String,
}

fn build() {
    let options = Options { model: "llama3".to_string(), ..Default::default() };
    println!("model {}", "llama", name = "x");
    Client::new().model(String::from("llama3.1")).send();
    let env = std::env::var("MODEL").unwrap_or("llama3".into());
    match name {
        "llama" => 1,
        _ => 0x1f,
    }
}
