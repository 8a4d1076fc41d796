stop_token_ids = [128001, 128009]
