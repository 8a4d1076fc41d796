import LlamaStackClient from "llama-stack-client";
import { canActivate } from "./route-guard";

export const shieldId = "meta-llama/Llama-Guard-3-8B";
export const client = new LlamaStackClient({ baseURL: process.env.LLAMA_STACK_ENDPOINT });
export class RouteGuard { allow = canActivate; }
// llama guard is optional
