# Firstline in a container: two stages over a base with glibc, of which the second has what runs and nothing that builds.
#   docker build -t firstline .
#   docker build -t firstline --build-arg BASE=debian:bookworm-slim .
# A registry or certificates of your own: --secret id=npmrc,src=$HOME/.npmrc
ARG BASE=node:24-bookworm-slim

FROM ${BASE} AS build
WORKDIR /app
# A base without Node borrows Debian's npm, for this stage alone.
RUN command -v npm >/dev/null \
  || { apt-get update && apt-get install -y --no-install-recommends npm ca-certificates; }
COPY package.json package-lock.json ./
# No package runs a script of its own: what is native comes built.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
  npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# Of what is native this platform's part, and of the rest no types and maps.
RUN cd node_modules && arch="$(node -p process.arch)" \
  && find onnxruntime-node/bin -mindepth 3 -maxdepth 3 ! -path "*/linux/$arch" -exec rm -r {} + \
  && find onnxruntime-node/bin \( -name '*cuda*' -o -name '*tensorrt*' \) -delete \
  && find better-sqlite3/prebuilds -type f ! -name "linux-$arch.node" -delete \
  && rm -r better-sqlite3/deps better-sqlite3/src \
  && find . -type f \( -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.map' \) -delete
# Where the base has no Node, or an older one, the one that the clone's `node` stands for; else /runtime has no own.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc mkdir -p /runtime/bin /node \
  && if ! node -e 'process.exit(parseInt(process.versions.node) < 24 ? 1 : 0)'; then \
    version="$(node -p "require('./package-lock.json').packages['node_modules/node'].version")" \
    && package="node-linux-$(node -p process.arch)" \
    && npm install --prefix /node --ignore-scripts --no-audit --no-fund "$package@$version" \
    && install -m 755 "/node/node_modules/$package/bin/node" /runtime/bin/node; \
  fi && ln -s /app/bin/firstline.js /runtime/bin/firstline
COPY app.yml LICENSE NOTICE ./
COPY bin bin
COPY src src
# Root's, and readable for everybody, whatever it was where it came from.
RUN chown -R root:root /app /runtime && chmod -R a+rX,go-w /app /runtime
# The demo shows that all is there, and leaves the compiled code behind: with it a start takes half of the time.
RUN install -d -o 10001 -g 10001 /app/.cache \
  && cd /tmp && PATH="/runtime/bin:$PATH" NODE_COMPILE_CACHE=/app/.cache XDG_CACHE_HOME=/tmp/cache \
    setpriv --reuid 10001 --regid 10001 --clear-groups node /app/bin/main.js demo \
  && chown -R root:root /app/.cache && chmod -R a+rX,go-w /app/.cache

FROM ${BASE}
ARG VERSION=0.1.0
LABEL org.opencontainers.image.title="Firstline" \
  org.opencontainers.image.description="The support desk for people who live from the open-source software they maintain" \
  org.opencontainers.image.licenses="ISC" \
  org.opencontainers.image.version="${VERSION}"
# What the base brings for building goes out of sight, and whoever serves is nobody else.
RUN rm -rf /usr/local/lib/node_modules /usr/local/include/node /opt/yarn-* \
    /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && groupadd --gid 10001 firstline \
  && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin firstline \
  && install -d -o firstline -g firstline -m 700 /data
COPY --from=build /runtime/ /usr/local/
COPY --from=build /app /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data XDG_CACHE_HOME=/data/.cache NODE_COMPILE_CACHE=/app/.cache
USER 10001:10001
# `.env`, where there is one, and the set-up page's are here.
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "/app/bin/healthy.js"]
ENTRYPOINT ["node", "--max-semi-space-size=2", "/app/bin/main.js"]
CMD ["start"]
