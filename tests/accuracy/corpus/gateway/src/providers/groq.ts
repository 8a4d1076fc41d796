import Groq from 'groq-sdk'

type Tier = 'free' | 'paid'
const byTier: Record<Tier, string> = {
  free: 'llama-3.1-8b-instant',
  paid: 'llama-3.3-70b-versatile',
}
export const tools = ['llama3-groq-70b-8192-tool-use-preview', 'qwen/qwen3-32b']
export const guard = 'meta-llama/llama-guard-4-12b'
export const injection = 'meta-llama/llama-prompt-guard-2-86m'
export const speech = 'whisper-large-v3-turbo'

export async function run(tier: Tier, content: string) {
  const groq = new Groq()
  try {
    return await groq.chat.completions.create({ model: byTier[tier], messages: [{ role: 'user', content }] })
  } catch (e) {
    console.warn(`llama-3.1-8b-instant refused, tier ${tier}`, e)
    throw new Error('no answer from llama')
  }
}
