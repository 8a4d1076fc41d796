<?php

return [
    // llama on groq
    'default' => env('LLM_MODEL', 'llama-3.3-70b-versatile'),
    'models' => [
        'fast' => 'llama-3.1-8b-instant',
        'safe' => 'meta-llama/llama-guard-4-12b',
        'other' => 'gemma2-9b-it',
    ],
    'ollama' => ['url' => env('OLLAMA_URL', 'http://localhost:11434')],
];
