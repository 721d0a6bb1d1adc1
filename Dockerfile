# Built in one stage and run in another, so that the image holds no compiler, no pip cache and no source tree.
FROM python:3.11-slim AS build
WORKDIR /senim
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY knowledge knowledge
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir -c constraints.txt . \
    && cd / && /venv/bin/senim check

FROM python:3.11-slim
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Nothing is written to disk: a read-only root file system is enough.
USER 10001:10001
ENTRYPOINT ["senim"]
CMD ["run"]
