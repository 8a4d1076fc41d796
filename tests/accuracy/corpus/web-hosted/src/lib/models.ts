export type ModelId = keyof typeof MODELS;

export const MODELS = {
  fast: "llama-3.1-8b-instant",
  smart: "llama-3.3-70b-versatile",
  vision: "meta-llama/llama-4-scout-17b-16e-instruct",
  mixtral: "mixtral-8x7b-32768",
  reasoning: "deepseek-r1-distill-llama-70b",
  reasoningSmall: "deepseek-r1-distill-qwen-32b",
} as const;

export const DEFAULT_MODEL: ModelId = "smart";

/** llama3-70b-8192 was removed by Groq */
export function isLlama(id: string): boolean {
  return id.includes("llama");
}
