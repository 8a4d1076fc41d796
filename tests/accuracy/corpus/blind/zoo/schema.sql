CREATE TABLE llamas (id int, name text);
INSERT INTO llamas VALUES (128009, 'Luna'), (128256, 'Max');
