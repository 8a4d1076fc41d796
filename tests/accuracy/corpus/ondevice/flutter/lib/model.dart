import 'package:llama_cpp_dart/llama_cpp_dart.dart';

const defaultModel = 'Llama-3.2-1B-Instruct-Q4_K_M.gguf';
const tiny = 'smollm2-360m-instruct-q8_0.gguf';

/// Builds a Llama 3 prompt.
String buildPrompt(String text) =>
    '<|start_header_id|>user<|end_header_id|>\n\n$text<|eot_id|>';

void main() {
  print('llama model: $defaultModel');
}
