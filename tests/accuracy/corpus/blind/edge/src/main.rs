const WEIGHTS: &str = "weights/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf";
const DRAFT: &str = "weights/Qwen2.5-0.5B-Q8_0.gguf";
const EOS: [u32; 2] = [128001, 128009];
const RATE_LIMIT: u32 = 128000;

fn main() {
    // Llama needs the BOS token
    let prompt = concat!("<|begin_of_text|>", "hello");
    println!("llama: {prompt} {WEIGHTS} {DRAFT}");
    assert!(!EOS.is_empty() && RATE_LIMIT > 0);
}
