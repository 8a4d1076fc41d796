-- ai_query('databricks-meta-llama-3-1-70b-instruct', body) was too slow
SELECT id,
       ai_query('databricks-meta-llama-3-3-70b-instruct', body) AS topic
FROM notes;

SELECT SNOWFLAKE.CORTEX.COMPLETE('llama3.1-70b', body) FROM notes;
SELECT SNOWFLAKE.CORTEX.COMPLETE('mistral-large2', body) FROM notes;
