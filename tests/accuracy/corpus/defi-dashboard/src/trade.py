from alpaca.trading.client import TradingClient
from alpaca.data.historical import StockHistoricalDataClient

client = TradingClient("key", "", paper=True)
ALPACA_BASE = "https://paper-api.alpaca.markets"


def buy_alpaca(symbol: str) -> None:
    print("alpaca buys", symbol)
