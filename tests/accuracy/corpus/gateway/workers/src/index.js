const VISION = '@cf/meta/llama-3.2-11b-vision-instruct'

export default {
  async fetch(request, env) {
    const { image, question } = await request.json()
    const model = image ? VISION : env.CHAT_MODEL
    const reply = await env.AI.run(model, { prompt: question, image })
    if (!reply) return new Response('the llama is asleep', { status: 503 })
    const check = await env.AI.run('@cf/meta/llama-guard-3-8b', { messages: [{ role: 'user', content: question }] })
    const code = await env.AI.run('@hf/thebloke/codellama-7b-instruct-awq', { prompt: question })
    const other = await env.AI.run('@cf/mistral/mistral-7b-instruct-v0.1', { prompt: question })
    return Response.json({ reply, check, code, other })
  },
}
