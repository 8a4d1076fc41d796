const std = @import("std");
// "llama-2-7b.Q4_K_M.gguf"
pub const default_model = "models/Llama-3.2-1B-Instruct-Q4_K_M.gguf";
pub const other = "models/qwen2.5-0.5b-instruct-q8_0.gguf";
pub fn main() void {
    std.debug.print("llama\n", .{});
}
