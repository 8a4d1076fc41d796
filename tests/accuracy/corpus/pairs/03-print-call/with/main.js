start("llama-3.3-70b-versatile");
