#include <string>
#define MODEL "llama"
namespace n {
class A : B {
    std::string model = "llama3";
    const char *p{"q"};
    void f(int a = 1)
    {
        foo("a" "b\n", R"x(raw "quoted")x", u8"z");
        options->model = "llama2";
        S s = { .model = "l", .n = 3 };
        auto t = new T("q");
        std::map<string, string> m = {{"a", "b"}};
        LOG << "llama" << std::string("x") + "y";
    }
};
}
