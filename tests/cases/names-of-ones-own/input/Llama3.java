package com.llama4j;

public class Llama3 {
    static int layers(Map<String, Object> header) {
        return (int) header.get("llama.block_count");
    }
}
