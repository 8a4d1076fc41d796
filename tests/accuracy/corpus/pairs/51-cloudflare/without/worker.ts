const r = await env.AI.run("@cf/mistral/mistral-7b-instruct-v0.1", {});
