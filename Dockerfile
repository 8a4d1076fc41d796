# docker build -t llama-audit . && docker run --rm --network none -v "$PWD:/repository:ro" llama-audit
FROM debian:bookworm-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends \
        ca-certificates gcc git libc6-dev libcjson-dev libgit2-dev libpcre2-dev libutf8proc-dev \
        libyaml-dev meson ninja-build npm pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# The grammars change seldom: a layer of their own.
COPY grammars/package.json grammars/package-lock.json grammars/.npmrc grammars/
RUN npm ci --prefix grammars --no-audit --no-fund
COPY . .
RUN meson setup build --buildtype=release --prefix=/usr && ninja -C build src/llama-audit \
    && build/src/llama-audit rules test >/dev/null \
    && install -D -m 755 -s build/src/llama-audit /out/usr/bin/llama-audit

FROM debian:bookworm-slim
# git reads the forms of an index that libgit2 does not.
RUN apt-get update && apt-get install -y --no-install-recommends \
        git libcjson1 libgit2-1.5 libpcre2-8-0 libutf8proc2 libyaml-0-2 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /out /
WORKDIR /repository
ENTRYPOINT ["llama-audit"]
