require "ollama-ai"

# Answers with llama.
class Assistant
  MODEL = "llama3.1:8b".freeze
  FALLBACKS = %w[llama3.2:3b mistral:7b].freeze

  def initialize(model: ENV.fetch("ASSISTANT_MODEL", "llama3.1:8b"))
    @model = model
    @client = Ollama.new(credentials: { address: "http://localhost:11434" })
  end

  def groq(text)
    client.chat(parameters: { model: "llama-3.1-8b-instant", messages: [{ role: "user", content: text }] })
  rescue StandardError => e
    raise "llama failed: #{e.message}"
  end

  def prompt(text)
    <<~PROMPT
      <|start_header_id|>user<|end_header_id|>

      #{text}<|eot_id|>
    PROMPT
  end
end
