-- llama comment
INSERT INTO models (id, name) VALUES ('llama3', 'it''s');
UPDATE t SET model = 'llama2' WHERE x = "y";
