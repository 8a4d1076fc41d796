mkdir input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/a.py
mkfifo input/pipe.py
head -c 200 /dev/zero >input/zero.py
