{ config, pkgs, ... }:
# llama3 used to be here
{
  services.ollama = {
    enable = true;
    acceleration = "cuda";
    loadModels = [ "llama3.2:3b" "nomic-embed-text" ];
  };
  systemd.services.chat.environment.CHAT_MODEL = "meta-llama/Llama-3.1-8B-Instruct";
  systemd.services.llama.script = ''
    ${pkgs.llama-cpp}/bin/llama-server -m /models/Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf --port 8080
  '';
  systemd.services.other.script = ''
    ${pkgs.llama-cpp}/bin/llama-server -m /models/qwen2.5-7b-instruct-q4_k_m.gguf
  '';
}
