-- llama writes the summary
SELECT id,
       SNOWFLAKE.CORTEX.COMPLETE('llama3.1-70b', CONCAT('Summarise: ', body)) AS summary
FROM claims;

SELECT SNOWFLAKE.CORTEX.COMPLETE('mistral-large2', body) FROM claims;

SELECT ai_query("databricks-llama-4-maverick", body) FROM claims;

INSERT INTO models (id, label) VALUES ('snowflake-llama-3.3-70b', 'Llama');
INSERT INTO animals (name) VALUES ('llama'), ('alpaca');
UPDATE settings SET model = 'llama3.3-70b' WHERE id = 1;
