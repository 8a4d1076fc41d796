docker build -t llama3.2:1b .
