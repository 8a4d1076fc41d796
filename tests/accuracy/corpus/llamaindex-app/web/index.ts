import { OpenAI } from "@llamaindex/openai";
import { Settings, VectorStoreIndex } from "llamaindex";

Settings.llm = new OpenAI({ model: "gpt-4o-mini" });
export const index = VectorStoreIndex;
