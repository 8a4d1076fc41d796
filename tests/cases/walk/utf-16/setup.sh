mkdir input
printf '// notes\nvar model = "meta-llama/Llama-3.1-8B-Instruct";\n' | iconv -t UTF-16LE >little.txt
{ printf '\377\376'; cat little.txt; } >input/Marked.cs
cp little.txt input/Unmarked.cs
{ printf '\376\377'; iconv -f UTF-16LE -t UTF-16BE little.txt; } >input/big.cs
