# One server: `docker build -t jointly .`, then `docker run -p 4000:4000 -v jointly-data:/data jointly`.
FROM node:20-bookworm AS build
WORKDIR /jointly
COPY package.json package-lock.json ./
RUN npm ci
COPY .swcrc ./
COPY apps apps
COPY libs libs
RUN npm run --silent build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production JOINTLY_HOST=0.0.0.0 JOINTLY_DATA_DIR=/data
WORKDIR /jointly
COPY --from=build /jointly/package.json ./
COPY --from=build /jointly/node_modules node_modules
COPY --from=build /jointly/dist dist
RUN ln -s /jointly/dist/apps/cli/src/main.js /usr/local/bin/jointly
# The code belongs to root and the server runs as somebody else: it can change its data and nothing besides.
RUN install -d -o node -g node -m 0700 /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/api/src/main.js"]
