m = load("openchat/openchat-3.5-1210")
