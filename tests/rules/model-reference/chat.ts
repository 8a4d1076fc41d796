import { groq } from "@ai-sdk/groq";

// expect: id
const fast = groq("llama-3.1-8b-instant");
// expect: none
const other = groq("qwen/qwen3-32b");

export const models = [
  // expect: id
  { id: "llama-3.3-70b-versatile", window: 131072 },
  // expect: none
  { id: "gemma2-9b-it", window: 8192 },
];
