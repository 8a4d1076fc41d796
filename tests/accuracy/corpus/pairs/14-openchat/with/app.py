m = load("openchat/openchat-3.6-8b-20240522")
