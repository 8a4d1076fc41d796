import Together from "together-ai";

const together = new Together();

export async function describe(slideUrl: string): Promise<string> {
  const answer = await together.chat.completions.create({
    model: process.env.VISION_MODEL!,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "What does this slide say?" },
          { type: "image_url", image_url: { url: slideUrl } },
        ],
      },
    ],
  });
  return answer.choices[0]?.message?.content ?? "";
}
