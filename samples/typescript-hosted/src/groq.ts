import Groq from "groq-sdk";

const groq = new Groq({ apiKey: process.env.GROQ_API_KEY });

export async function title(transcript: string): Promise<string> {
  const completion = await groq.chat.completions.create({
    model: "llama-3.1-8b-instant",
    messages: [
      { role: "system", content: "Write a title of at most six words." },
      { role: "user", content: transcript },
    ],
  });
  return completion.choices[0]?.message?.content ?? "";
}
