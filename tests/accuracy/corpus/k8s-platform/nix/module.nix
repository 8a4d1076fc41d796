{ pkgs, ... }:
{
  # llama on the home server
  services.ollama = {
    enable = true;
    loadModels = [ "llama3.2:3b" "deepseek-r1:1.5b" ];
  };
  environment.systemPackages = [ pkgs.llama-cpp ];
}
