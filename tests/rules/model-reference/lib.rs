// expect: id
pub const MODEL: &str = "llama3.1";
// expect: none
pub const OTHER: &str = "phi4";
