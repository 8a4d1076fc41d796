import express from "express";

import { minutes } from "./bedrock.js";
import { title } from "./groq.js";
import { DEFAULT_MODEL, MODELS } from "./models.js";

const app = express();
app.use(express.json({ limit: "5mb" }));

app.get("/models", (_request, response) => {
  response.json({ models: MODELS, selected: DEFAULT_MODEL });
});

app.post("/minutes", async (request, response) => {
  const { transcript } = request.body;
  console.log("asking Llama for minutes");
  response.json({ title: await title(transcript), minutes: await minutes(transcript) });
});

app.listen(Number(process.env.PORT ?? 3000));
