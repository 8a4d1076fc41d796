export const models = [
  { id: "meta-llama/Llama-4-Scout-17B-16E-Instruct", provider: "together" },
  { id: "meta-llama/Llama-4-Scout-17B-16E-Instruct", provider: "deepinfra" },
  { id: "meta-llama/Llama-4-Scout-17B-16E-Instruct" },
];
