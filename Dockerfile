# Debian's own python3 runs Candor here as it does under ./run; no other interpreter is fetched.
FROM debian:bookworm-slim AS build
SHELL ["/bin/sh", "-eu", "-c"]
WORKDIR /app
COPY pyproject.toml uv.lock README.md run ./
COPY verifier ./verifier
COPY api ./api
COPY fixtures ./fixtures
COPY bench ./bench
COPY country_profiles ./country_profiles
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && CANDOR_NO_SYSTEM_PACKAGES=1 ./run setup

FROM debian:bookworm-slim
SHELL ["/bin/sh", "-eu", "-c"]
WORKDIR /app
COPY --from=build /app /app
# The same system packages as ./run installs; their list lives there alone.
# hadolint ignore=DL3008,SC2046
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 $(./run packages) \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --home-dir /var/lib/candor candor \
    && mkdir /var/lib/candor/data /var/lib/candor/audit \
    && chown -R candor /app/.candor /var/lib/candor
USER 10001
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_DATA_HOME=/var/lib/candor \
    CANDOR_DATA=/var/lib/candor/data
EXPOSE 8470
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8470/healthz', timeout=4)"]
ENTRYPOINT ["python", "-m", "api"]
CMD ["serve", "--host", "0.0.0.0"]
