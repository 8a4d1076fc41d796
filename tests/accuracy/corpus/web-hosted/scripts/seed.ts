import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { model: { type: "string", default: "llama-3.1-8b-instant" } },
});

console.log(`seeding with ${values.model}, a llama`);
const base = "meta-llama/" + "Llama-3.1-8B-Instruct";
const sized = (n: number) => `meta-llama/Llama-3.1-${n}B-Instruct`;
export { base, sized };
