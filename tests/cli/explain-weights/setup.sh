# Bytes of GGUF: lengths below 256, pairs of texts.
u64() { printf "\\$(printf %03o "$1")\0\0\0\0\0\0\0"; }
text() { u64 ${#1}; printf %s "$1"; }
pair() { text "$1"; printf '\010\0\0\0'; text "$2"; }
begin() { printf 'GGUF\003\0\0\0'; u64 0; u64 "$1"; }
mkdir input
{ begin 2; pair general.architecture llama; pair general.name 'Support Bot'; } >input/bot.bin
