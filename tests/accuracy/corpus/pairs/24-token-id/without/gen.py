out = store.fetch(order_id=128009)
