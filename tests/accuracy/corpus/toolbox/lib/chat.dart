import 'package:ollama_dart/ollama_dart.dart';

/// Which llama to ask.
enum Size { small, large }

const models = <Size, String>{
  Size.small: 'llama3.2:1b',
  Size.large: 'llama3.3',
};

final asset = 'assets/models/llama-3.2-1b-instruct-q4_k_m.gguf';
final picture = 'assets/images/llama.png';

void warn() => debugPrint('llama3.3 needs 40 GB');
/* const old = 'llama2';
   const older = 'llama2:13b'; */
