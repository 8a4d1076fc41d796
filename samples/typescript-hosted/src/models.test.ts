import { expect, test } from "vitest";

import { DEFAULT_MODEL } from "./models.js";

test("the default model is the fast one", () => {
  expect(DEFAULT_MODEL).toBe("llama-3.3-70b-versatile");
});
