import { Wllama } from "@wllama/wllama";

const wllama = new Wllama({});
await wllama.loadModelFromUrl("https://huggingface.co/ngxson/tinyllama_split_test/resolve/main/stories15M-q8_0.gguf");
await wllama.loadModelFromHF("bartowski/Llama-3.2-1B-Instruct-GGUF", "Llama-3.2-1B-Instruct-Q4_K_M.gguf");
