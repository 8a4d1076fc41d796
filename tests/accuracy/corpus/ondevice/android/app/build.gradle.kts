dependencies {
    implementation("androidx.core:core-ktx:1.13.1")
    implementation("com.llama.llamastack:llama-stack-client-kotlin:0.1.4")
    implementation(project(":llama.cpp"))
}
