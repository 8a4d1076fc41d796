from alpaca.trading.client import TradingClient
