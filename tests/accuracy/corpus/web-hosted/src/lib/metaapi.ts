import LlamaAPIClient from "llama-api-client";

const client = new LlamaAPIClient({ apiKey: process.env.LLAMA_API_KEY });
export const viaFetch = () =>
  fetch("https://api.llama.com/v1/chat/completions", {
    method: "POST",
    body: JSON.stringify({ model: "Llama-4-Maverick-17B-128E-Instruct-FP8" }),
  });
export const muse = "muse-spark-1.1";
export default client;
