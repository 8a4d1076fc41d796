-- seed: models the picker offers, llama first
INSERT INTO models (id, label, provider) VALUES
  ('llama-3.3-70b-versatile', 'Llama 3.3', 'groq'),
  ('gpt-4o', 'GPT-4o', 'openai'),
  ('meta-llama/llama-4-scout-17b-16e-instruct', 'Scout', 'groq');
UPDATE settings SET value = 'llama3.1:8b' WHERE name = 'local_model';
/* DELETE FROM models WHERE id = 'llama2'; */
COMMENT ON TABLE models IS 'Llama models and others';
