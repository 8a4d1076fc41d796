import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";

const client = new BedrockRuntimeClient({ region: "us-east-1" });

export async function complete(prompt: string) {
  const command = new InvokeModelCommand({
    modelId: "us.meta.llama3-3-70b-instruct-v1:0",
    contentType: "application/json",
    body: JSON.stringify({
      prompt: `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${prompt}<|eot_id|>`,
      max_gen_len: 512,
      temperature: 0.2,
    }),
  });
  const out = await client.send(command);
  console.debug("llama on bedrock answered", out.$metadata.httpStatusCode);
  return JSON.parse(new TextDecoder().decode(out.body)).generation;
}

export const CLAUDE = "anthropic.claude-3-haiku-20240307-v1:0";
export const META_ARN =
  "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-8b-instruct-v1:0";
