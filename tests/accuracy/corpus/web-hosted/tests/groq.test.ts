import { describe, expect, it, vi } from "vitest";
import { chatModel } from "../src/lib/groq";

describe("llama routes", () => {
  it("uses llama-3.3-70b-versatile by default", () => {
    expect(chatModel.modelId).toBe("llama-3.3-70b-versatile");
  });
  it("keeps unknown ids", () => {
    expect(label("x")).toBe("x");
  });
});
