other = model
