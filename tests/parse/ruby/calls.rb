require "ollama"
gem "ollama-ai", "~> 1"
MODEL = "llama#{size}b\n" "x"
class Calls < Base
  attr_reader :model
  def build(model: "llama3", other = 'llama2')
    client.chat(model: "llama3", :k => "v", "s" => 1)
    @model = ENV["MODEL"] || "llama3"
    name = ENV.fetch("NAME", "llama2")
    list = %w[llama other]
    text = <<~TEXT
      <|eot_id|> #{name}
    TEXT
    puts "a" + "b"
    config.model = "llama3"
    h = { a: settings.model, "c": 1 }
  end
end
