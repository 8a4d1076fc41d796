ANIMALS = {"llama": 4, "alpaca": 6, "vicuna": 1, "guanaco": 2}
PRICES = {"llama_walk": 32000, "alpaca_walk": 128000}


def book_llama(date):
    print(f"llama booked for {date}")
