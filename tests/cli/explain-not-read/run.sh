llama-audit explain blob:1 input
llama-audit explain link:1 input
