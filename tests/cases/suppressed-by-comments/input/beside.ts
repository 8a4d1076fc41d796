const model = "meta-llama/Llama-3.1-8B-Instruct"; // llama-audit:ignore model-reference/id -- beside it
/* llama-audit:ignore model-reference/id -- above, in a block */
const other = "meta-llama/Llama-3.1-8B-Instruct";
