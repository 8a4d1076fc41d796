// expect: none
let guard = lock.lock();
// expect: none
let word = "unsafe";
