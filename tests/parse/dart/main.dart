import 'package:ollama/ollama.dart';
const model = 'llama3';
final client = OllamaClient(model: "llama${size}", url: host);
