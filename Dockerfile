# Built in one stage and run in another, so that the image holds no cache, no source tree and no pip but Python's own.
FROM python:3.11-slim-bookworm AS build
WORKDIR /senim
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
# A faulty knowledge fails here, in the build, and not in front of people.
RUN python -m venv --without-pip /venv \
    && python -m pip --python /venv/bin/python install --no-cache-dir -c constraints.txt . \
    && /venv/bin/senim check \
    && mkdir /state

FROM python:3.11-slim-bookworm
COPY --from=build /venv /venv
# For a volume; without one, a read-only root file system is enough, and state and all that was learned are in memory.
COPY --from=build --chown=10001:10001 /state /state
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATE_DIRECTORY=/state \
    TMPDIR=/state \
    LISTEN=0.0.0.0:8080
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s CMD ["senim", "healthcheck"]
ENTRYPOINT ["senim"]
CMD ["run"]
