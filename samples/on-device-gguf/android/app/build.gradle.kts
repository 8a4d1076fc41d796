plugins {
    id("com.android.application")
    kotlin("android")
}

android {
    namespace = "org.pocketnotes"
    compileSdk = 35
    defaultConfig {
        applicationId = "org.pocketnotes"
        minSdk = 28
        buildConfigField("String", "MODEL_URL", "\"https://huggingface.co/bartowski/Llama-3.2-3B-Instruct-GGUF/resolve/main/Llama-3.2-3B-Instruct-Q4_K_M.gguf\"")
    }
}
