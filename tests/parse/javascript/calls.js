#!/usr/bin/env node
const { Ollama } = require('ollama');
module.exports = { model: process.env['MODEL'] || 'llama3', list: ["a", 128009] };
const f = function named(a = "b") { return `x${a}`; };
ollama.chat({ model: MODEL, messages });
const MODEL = "llama3";
