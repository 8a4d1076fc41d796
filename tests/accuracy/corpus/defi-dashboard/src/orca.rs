use orca_whirlpools::swap;
// orca pools hold 128000 lamports at least
const MIN: u64 = 128000;
fn main() { swap(); }
