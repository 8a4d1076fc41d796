out = model.generate(ids, eos_token_id=128009)
