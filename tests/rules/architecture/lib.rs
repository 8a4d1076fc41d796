// expect: module
use candle_transformers::models::llama;
// expect: none
use candle_transformers::models::qwen3;
