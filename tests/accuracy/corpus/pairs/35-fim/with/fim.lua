local fim = { "<PRE> ", " <SUF>", " <MID>" }
