export const model = process.env.MODEL_NAME;
export const other = await getSecret("llm-model");
export function pick(req: { model: string }) { return req.model; }
