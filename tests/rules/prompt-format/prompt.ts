// expect: llama4-header
const four = `<|header_start|>user<|header_end|>\n\n${"x"}<|eot|>`;
// expect: codellama-pre
const fim = "<PRE> a <SUF>b <MID>";
// expect: none
const star = "<fim_prefix>a<fim_suffix>b<fim_middle>";
