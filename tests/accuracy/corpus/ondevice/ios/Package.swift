// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Notes",
    dependencies: [
        .package(url: "https://github.com/ggml-org/llama.cpp", branch: "master"),
        .package(url: "https://github.com/meta-llama/llama-stack-client-swift", from: "0.1.4"),
    ],
    targets: [
        .executableTarget(name: "Notes", dependencies: [
            .product(name: "llama", package: "llama.cpp"),
            .product(name: "LlamaStackClient", package: "llama-stack-client-swift"),
        ]),
    ]
)
