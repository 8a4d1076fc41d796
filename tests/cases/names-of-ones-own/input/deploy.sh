endpoint_name="llama3-8b-endpoint-1"
container_name="llama3-8b"
image="nim-llama3-8b-instruct"
docker build -t alpaca-lora .
java -jar llama3.jar --model llama3.2:1b
