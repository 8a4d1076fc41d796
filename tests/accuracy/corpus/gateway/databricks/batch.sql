SELECT ai_query('databricks-llama-4-maverick', concat('Translate: ', text)) AS translated
FROM main.reviews
WHERE animal <> 'llama';
