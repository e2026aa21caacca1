# Coursier as one process: the app, the training portal and the relay. Variables: pwa/server/README.md.
#   docker build -t coursier . && docker run --rm -p 4173:4173 coursier

FROM node:20-slim AS build
WORKDIR /coursier
# Dependencies first: a change of source does not install again. `postinstall` (wxt prepare) needs the sources, hence later, by hand.
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY . .
RUN npx wxt prepare && npx vite build --config pwa/vite.config.ts --logLevel warn && node scripts/build-server.mjs

FROM node:20-slim
ENV NODE_ENV=production PORT=4173 COURSIER_CARNET=
WORKDIR /coursier
# Owned by root, read by node: the process cannot change what it runs. It writes nothing (COURSIER_CARNET is empty): --read-only works.
COPY --from=build /coursier/.output/server.mjs .output/server.mjs
COPY --from=build /coursier/.output/server .output/server
COPY --from=build /coursier/.output/pwa .output/pwa
USER node
EXPOSE 4173
HEALTHCHECK --interval=30s --timeout=3s --start-period=5s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/sante').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# node itself, no shell nor npm between: SIGTERM reaches it
CMD ["node", ".output/server.mjs"]
