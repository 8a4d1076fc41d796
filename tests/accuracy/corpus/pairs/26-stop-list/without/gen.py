zip_codes = [128001, 128009]
