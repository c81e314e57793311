# The pages, then the programs with the pages inside, then nothing but them.
FROM node:22-bookworm-slim AS pages
WORKDIR /web
COPY web/package.json web/package-lock.json web/.npmrc ./
COPY web/client/package.json client/
COPY web/scripts/package.json scripts/
RUN npm ci
COPY web .
RUN npm run build

FROM rust:1-bookworm AS programs
WORKDIR /downbeat
COPY . .
COPY --from=pages /web/dist web/dist
RUN cargo build --release --locked --package downbeat-api --package downbeat-worker

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system downbeat
COPY --from=programs /downbeat/target/release/downbeat-api /downbeat/target/release/downbeat-worker /usr/local/bin/
USER downbeat
