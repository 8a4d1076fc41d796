"""Settings of the service.

Example: CHAT_MODEL=llama3.1:70b uvicorn app.main:app
"""
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    chat_model: str = "llama3.1:8b"
    summary_model: str = "llama3.2:3b"
    fallback_models: list[str] = ["mistral:7b", "llama3:8b-instruct-q4_K_M"]
    ollama_base_url: str = "http://localhost:11434"
    # chat_model: str = "llama2"
    context_tokens: int = 8192
    max_history_tokens: int = 128000


settings = Settings()
