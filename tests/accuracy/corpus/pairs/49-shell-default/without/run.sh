serve "${MODEL:?set MODEL}"
