def al_pulsar(boton):
    # llama a la función de sonido
    boton.llamar()
    raise RuntimeError("nadie llama a este método")
