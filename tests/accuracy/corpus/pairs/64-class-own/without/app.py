class Llama(Animal):
    legs = 4
