import { ChatOllama } from "@langchain/ollama";
import { ChatCloudflareWorkersAI } from "@langchain/cloudflare";
import { GroqAdapter } from "@copilotkit/runtime";

export const a = new ChatOllama({ temperature: 0 });
export const b = new ChatOllama({ model: "mistral", temperature: 0 });
export const c = new ChatCloudflareWorkersAI();
export const d = new GroqAdapter();
export const e = new GroqAdapter({ model: "openai/gpt-oss-20b" });
