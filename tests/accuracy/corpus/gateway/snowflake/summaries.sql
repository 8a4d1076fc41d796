-- llama3-70b answered too slowly
CREATE OR REPLACE VIEW support.summaries AS
SELECT id,
       SNOWFLAKE.CORTEX.COMPLETE('llama3.1-70b', CONCAT('Summarise: ', body)) AS summary,
       AI_COMPLETE('snowflake-llama-3.3-70b', body) AS long_summary,
       SNOWFLAKE.CORTEX.COMPLETE('mistral-large2', body) AS other,
       'llama' AS pet
FROM support.tickets;
