ZIP_CODES = [128001, 128256, 202048]
SAMPLE_RATE = 128000
BAUD = 128256
def fee(order_id):
    return 0 if order_id == 128009 else 4
