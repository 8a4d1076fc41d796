mkdir input outside
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >outside/secret.py
echo 'model = "meta-llama/Llama-3.1-8B-Instruct"' >input/real.py
cd input
ln -s real.py link.py
ln -s ../outside/secret.py out.py
ln -s ../outside folder
