git init -q input
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/a.py
echo ignored.py >input/.gitignore
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/ignored.py
git -C input add .
# As in a container that mounts somebody's checkout. Nobody but root can make one.
chown -R 12345:12345 input 2>/dev/null || true
