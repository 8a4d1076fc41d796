// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: "Desk",
    dependencies: [
        .package(url: "https://github.com/meta-llama/llama-stack-client-swift", from: "0.2.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.5.0"),
    ]
)
