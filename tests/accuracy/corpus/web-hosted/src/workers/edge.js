export default {
  async fetch(request, env) {
    const { prompt } = await request.json();
    const answer = await env.AI.run("@cf/meta/llama-3.1-8b-instruct-fp8", { prompt });
    // const answer = await env.AI.run("@cf/meta/llama-2-7b-chat-int8", { prompt });
    const guard = await env.AI.run('@cf/meta/llama-guard-3-8b', { messages: [] });
    const image = await env.AI.run("@cf/black-forest-labs/flux-1-schnell", { prompt });
    return Response.json({ answer, guard, image: !!image });
  },
};
