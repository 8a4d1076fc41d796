docker build --build-arg MODEL=llama3.2:1b .
