<?php
use LucianoTonet\GroqPHP\Groq;
require 'vendor/autoload.php';
const MODEL = "llama3";
class Calls extends Base {
    const OTHER = "llama2";
    private string $model = 'llama3';
    function build($name = "llama") {
        $client->chat()->create(['model' => "llama{$size}-$kind\n", 'stop' => ['x']], name: "q");
        $x = getenv('MODEL') ?: "llama3";
        $y = new Groq("key");
        $a['model'] = "v";
        $this->model = "meta-llama/" . "Llama-3";
        $text = <<<EOT
 here $x
 EOT;
        return match($x) { 'a' => Groq::run("b") };
    }
}
?>
<html>Powered by Llama<script>var model = "llama";</script></html>
