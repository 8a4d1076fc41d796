import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";

const client = new BedrockRuntimeClient({ region: process.env.AWS_REGION });
const modelId = process.env.BEDROCK_MODEL_ID ?? "us.meta.llama3-1-70b-instruct-v1:0";

/** Minutes of a meeting. The native request of the vendor, not the Converse API. */
export async function minutes(transcript: string): Promise<string> {
  const prompt =
    "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n" +
    `Write the minutes of this meeting.\n\n${transcript}<|eot_id|>` +
    "<|start_header_id|>assistant<|end_header_id|>\n\n";
  const response = await client.send(
    new InvokeModelCommand({
      modelId,
      contentType: "application/json",
      body: JSON.stringify({ prompt, max_gen_len: 1024, temperature: 0.1 }),
    }),
  );
  return JSON.parse(new TextDecoder().decode(response.body)).generation;
}
