# The Stripe emulator alone: docker build -f deploy/stripe-emulator.Dockerfile -t stripe-emulator .
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc LICENSE ./
COPY libs libs
COPY apps apps
RUN npm ci
COPY .swcrc ./
COPY tools tools
RUN node tools/pack-emulator.mjs /package

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build /package /package
RUN npm install --omit=dev --no-audit --no-fund /package/*.tgz && mkdir /data && chown node /data
USER node
VOLUME /data
EXPOSE 12111
ENTRYPOINT ["node_modules/.bin/stripe-emulator", "--host", "0.0.0.0", "--data", "/data"]
