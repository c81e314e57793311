# The pages, then the programs with the pages inside, then nothing but them: no
# shell, no root.
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
RUN cargo build --profile dist --locked \
    --package downbeat-api --package downbeat-worker --package downbeat-twitch \
    && mkdir /programs \
    && cd target/dist \
    && install --strip downbeat-api downbeat-worker downbeat-twitch-sim /programs/ \
    # Volumes that are mounted there begin as their user's.
    && mkdir --parents /secrets/own /secrets/settings /secrets/live /secrets/queue \
        /secrets/postgres /secrets/grafana /archives

FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=programs /programs/ /usr/local/bin/
COPY --from=programs --chown=nonroot:nonroot /secrets /secrets
COPY --from=programs --chown=nonroot:nonroot /archives /archives
USER nonroot
