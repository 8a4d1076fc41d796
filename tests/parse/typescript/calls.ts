import { ChatGroq, type X as Y } from "@langchain/groq";
import groq = require("groq-sdk");
export * from "./models";
const lazy = await import("ollama");

export const MODELS: Record<string, string> = {
  fast: "llama-3.1-8b\n",
  'big-one': `llama-${size}-70b`,
  [key]: 1,
  shorthand,
  method() { return "llama"; },
};

class Chat extends Base {
  private model = "llama3";
  static ids: string[] = ["a", 'b'];
  constructor(private name = "llama2") {
    super({ model: "llama3" });
    this.model = process.env.MODEL ?? "llama3.2";
  }
}

enum Kind { Llama = "llama" }
type Id = "llama-3" | 'llama-2';
interface Options { model: Id; stop?: "x" }

const run = async (model = "llama3") => {
  await client.chat.completions.create({
    model: "meta-llama/" + size + "-chat",
    messages: [{ role: 'user', content: prompt }],
  });
};
new ChatGroq<Options>({ model: big ? "llama3-70b" : "llama3-8b", key: getKey(), deep: { a: 1 } });
switch (name) { case "llama": run(); break; default: }
String.raw`tag`; a?.b?.["c"]; /llama-?3/; x as const satisfies Y;
