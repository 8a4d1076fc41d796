package org.notes

import android.content.Context
import android.util.Log

data class LocalModel(val name: String, val url: String, val sizeMb: Int)

object ModelStore {
    const val DEFAULT = "Llama-3.2-1B-Instruct-Q4_K_M.gguf"
    private const val TAG = "LlamaStore"

    val models = listOf(
        LocalModel(
            "Llama 3.2 1B",
            "https://huggingface.co/bartowski/Llama-3.2-1B-Instruct-GGUF/resolve/main/Llama-3.2-1B-Instruct-Q4_K_M.gguf",
            808,
        ),
        LocalModel(
            "Qwen 2.5 0.5B",
            "https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF/resolve/main/qwen2.5-0.5b-instruct-q4_k_m.gguf",
            398,
        ),
        LocalModel("Hermes 3 3B", "https://huggingface.co/bartowski/Hermes-3-Llama-3.2-3B-GGUF/resolve/main/Hermes-3-Llama-3.2-3B-Q4_K_M.gguf", 2019),
    )

    fun load(context: Context) {
        Log.i(TAG, "loading llama from ${context.filesDir}")
        System.loadLibrary("llama")
    }
}
