// expect: id
const out = await env.AI.run("@cf/meta/llama-3.1-8b-instruct", { prompt });
// expect: none
const other = await env.AI.run("@cf/qwen/qwen2.5-coder-32b-instruct", { prompt });
