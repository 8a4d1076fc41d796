{ pkgs, ... }: {
  # comment
  services.ollama = { enable = true; loadModels = [ "llama3.2:3b" "x" ]; };
  text = ''
    <|eot_id|> ${x}
  '';
}
