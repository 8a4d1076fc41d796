from groq import Groq

answer = Groq().chat.completions.create(model="llama-3.3-70b-versatile", messages=[])
