# Bytes of GGUF: lengths below 256, pairs of texts.
u64() { printf "\\$(printf %03o "$1")\0\0\0\0\0\0\0"; }
text() { u64 ${#1}; printf %s "$1"; }
pair() { text "$1"; printf '\010\0\0\0'; text "$2"; }
begin() { printf 'GGUF\003\0\0\0'; u64 0; u64 "$1"; }
tensors() { u64 ${#1}; printf %s "$1"; }
mkdir -p input/models input/lora
cd input

# Renamed; larger than what is read of any file.
{
    begin 3
    pair general.architecture llama
    pair general.name 'Meta Llama 3.1 8B Instruct'
    pair general.base_model.0.repo_url https://huggingface.co/meta-llama/Llama-3.1-8B
} >models/chat.bin
truncate -s 20M models/chat.bin

# Only what it was made from is known.
{
    begin 3
    pair general.architecture llama
    pair general.name 'Support Bot'
    pair general.base_model.0.repo_url https://huggingface.co/meta-llama/Llama-3.2-1B
} >models/bot.gguf

# Whose it is nobody says; and the same architecture with another's name.
{ begin 2; pair general.architecture llama; pair general.name 'Support Bot'; } >models/unknown.gguf
{ begin 2; pair general.architecture llama; pair general.name 'Mistral 7B Instruct v0.3'; } >models/other.gguf

# The name of the file is wrong.
{ begin 2; pair general.architecture qwen3; pair general.name 'Qwen3 8B'; } >models/llama-3-8b.gguf

{ begin 1; pair general.name 'Llama Guard 3 8B'; } >models/filter.gguf
{ begin 1; pair general.name 'vicuna-7b-v1.5'; } >models/old

tensors '{"__metadata__":{"format":"pt","base_model":"meta-llama/Llama-2-7b-hf"}}' >lora/adapter.safetensors
tensors '{"model.embed_tokens.weight":{"dtype":"BF16","shape":[128256,4096],"data_offsets":[0,1]}}' >models/a.safetensors
tensors '{"model.embed_tokens.weight":{"dtype":"BF16","shape":[151936,4096],"data_offsets":[0,1]}}' >models/b.safetensors

echo '{"dim": 4096, "multiple_of": 1024, "n_heads": 32, "n_layers": 32, "vocab_size": 128256}' >models/params.json
