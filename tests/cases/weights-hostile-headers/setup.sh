# Bytes of GGUF: lengths below 256, pairs of texts.
u64() { printf "\\$(printf %03o "$1")\0\0\0\0\0\0\0"; }
text() { u64 ${#1}; printf %s "$1"; }
pair() { text "$1"; printf '\010\0\0\0'; text "$2"; }
begin() { printf 'GGUF\003\0\0\0'; u64 0; u64 "$1"; }
mkdir input
cd input
huge() { printf '\377\377\377\377\377\377\377\177'; }

{ begin 9; pair general.architecture llama; text general.name; printf '\010\0\0\0'; huge; } >length.gguf
{ printf 'GGUF\003\0\0\0'; huge; huge; pair general.name 'Llama 2 7B'; } >count.gguf
{ begin 2; pair general.name 'Llama 2 7B'; text general.tags; printf '\011\0\0\0\011\0\0\0'; huge; } >nested.gguf
{ begin 2; pair general.name 'Llama 2 7B'; text general.tags; printf '\011\0\0\0\010\0\0\0'; huge; } >items.gguf
{ begin 2; pair general.name 'Llama 2 7B'; text general.type; printf '\377\0\0\0'; } >type.gguf
# Lengths of the other byte order.
{ printf 'GGUF\0\0\0\003'; u64 0; u64 1; pair general.name 'Llama 2 7B'; } >order.gguf
printf 'GGUF\003\0\0\0' >short.gguf
{ u64 250; printf '{"__metadata__":{"name":"Llama 2 7B"},"a":'; head -c 5000 /dev/zero | tr '\0' '['; } >deep.safetensors
{ u64 200; printf '{"__metadata__":{"name":"Llama 2 7B'; } >cut.safetensors
