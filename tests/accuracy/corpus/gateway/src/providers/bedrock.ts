import { BedrockRuntimeClient, ConverseCommand, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime'

const REGION_PREFIX: Record<string, string> = { 'eu-central-1': 'eu', 'us-east-1': 'us' }
// 8B was enough for routing until May: meta.llama3-1-8b-instruct-v1:0
export const BEDROCK_IDS = {
  small: 'meta.llama3-2-3b-instruct-v1:0',
  large: 'eu.meta.llama3-3-70b-instruct-v1:0',
  vision: 'us.meta.llama4-maverick-17b-instruct-v1:0',
  fallback: 'anthropic.claude-3-haiku-20240307-v1:0',
  nova: 'amazon.nova-lite-v1:0',
}

export async function ask(client: BedrockRuntimeClient, prompt: string) {
  const body = JSON.stringify({
    prompt: `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n${prompt}<|eot_id|>`,
    max_gen_len: 512,
    temperature: 0.2,
  })
  const out = await client.send(new InvokeModelCommand({ modelId: BEDROCK_IDS.small, body }))
  return JSON.parse(new TextDecoder().decode(out.body)).generation
}

export const profile = (account: string) =>
  `arn:aws:bedrock:us-west-2:${account}:inference-profile/us.meta.llama3-1-405b-instruct-v1:0`
