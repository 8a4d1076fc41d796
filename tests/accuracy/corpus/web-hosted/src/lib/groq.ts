import { createGroq } from "@ai-sdk/groq";
import Groq from "groq-sdk";
import { MODELS } from "./models";

const groq = createGroq({ apiKey: process.env.GROQ_API_KEY });
const sdk = new Groq();

export const chatModel = groq("llama-3.3-70b-versatile");
export const whisper = "whisper-large-v3";
// export const chatModel = groq("llama3-8b-8192");

export async function classify(text: string) {
  const res = await sdk.chat.completions.create({
    model: process.env.GROQ_MODEL ?? "llama-3.1-8b-instant",
    messages: [{ role: "user", content: text }],
  });
  if (!res.choices.length) throw new Error("llama-3.1-8b-instant gave no choice");
  return res.choices[0].message.content;
}

export async function moderate(text: string) {
  return sdk.chat.completions.create({
    model: "meta-llama/llama-guard-4-12b",
    messages: [{ role: "user", content: text }],
  });
}

export const used = MODELS.fast;
