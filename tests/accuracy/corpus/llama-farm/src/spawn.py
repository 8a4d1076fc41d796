from farm import Alpaca, Llama, Orca

HERD = [Llama("Lola"), Llama("Rico"), Alpaca("Pia")]
MAX_WOOL = 32000


def spawn_llama(x, y):
    llama = Llama("new")
    llama.move(x, y)
    return llama
