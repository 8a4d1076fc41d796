package org.pocketnotes

import android.content.Context
import java.io.File

/** Where the weights lie on the phone. */
class ModelStore(private val context: Context) {
    private val fileName = "Llama-3.2-3B-Instruct-Q4_K_M.gguf"

    fun file(): File = File(context.filesDir, fileName)

    fun isReady(): Boolean = file().length() > 1_000_000_000
}
