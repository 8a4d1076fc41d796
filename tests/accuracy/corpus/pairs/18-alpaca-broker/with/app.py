m = load("chavinlo/alpaca-native")
