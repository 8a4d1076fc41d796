cfg = dict(target_modules=["q_proj", "v_proj"])
