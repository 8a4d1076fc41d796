import llama3Tokenizer from "llama3-tokenizer-js";

export const count = (text: string) => llama3Tokenizer.encode(text).length;

export const STOP_IDS = [128001, 128008, 128009];
export const MAX_UPLOAD = 128000;
export const PORTS = [32000, 32001];
