import { CopilotRuntime, GroqAdapter, OpenAIAdapter } from "@copilotkit/runtime";

const serviceAdapter = new GroqAdapter();
const fixed = new GroqAdapter({ groq, model: "openai/gpt-oss-20b" });
const cloud = new OpenAIAdapter();
