import { ChatOllama } from "@langchain/ollama";
import { ChatCloudflareWorkersAI } from "@langchain/cloudflare";

const llm = new ChatOllama({ temperature: 0 });
const set = new ChatOllama({ model: "gemma3:4b", temperature: 0 });
const edge = new ChatCloudflareWorkersAI({ cloudflareAccountId: account });
const held = new ChatCloudflareWorkersAI({ model: "@cf/qwen/qwen3-30b-a3b-fp8", cloudflareAccountId: account });
