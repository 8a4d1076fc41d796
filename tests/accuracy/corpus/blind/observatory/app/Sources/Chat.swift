import Foundation

// The llama enclosure of the zoo, not the model.
let enclosure = Animal(name: "Llama", species: "Lama glama")
let modelURL = "https://huggingface.co/bartowski/Llama-3.2-1B-Instruct-GGUF/resolve/main/Llama-3.2-1B-Instruct-Q4_K_M.gguf"
let other = "gemma-3-1b-it-Q4_K_M.gguf"
