<?php

namespace Blog;

use LucianoTonet\GroqPHP\Groq;

final class Writer
{
    private const MODEL = 'llama-3.3-70b-versatile';

    /** Asks llama for a post. */
    public function write(string $topic): string
    {
        $groq = new Groq();
        error_log("llama writes about $topic");
        $res = $groq->chat()->completions()->create([
            'model' => 'llama-3.1-8b-instant',
            'messages' => [['role' => 'user', 'content' => $topic]],
        ]);
        // 'model' => 'llama2-70b-4096',
        return $res['choices'][0]['message']['content'];
    }
}
