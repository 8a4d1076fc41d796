# expect: none
from alpaca.trading.client import TradingClient

# expect: none
client = TradingClient("alpaca-key", paper=True)
# expect: none
url = "https://paper-api.alpaca.markets"
