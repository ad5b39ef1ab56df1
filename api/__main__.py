"""Serves the API: `./run serve`."""

from __future__ import annotations

import argparse

import uvicorn

from api.app import create_app


def main() -> None:
    """Serve on loopback unless told otherwise."""
    parser = argparse.ArgumentParser(prog="./run serve", description="Serve the HTTP API.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8470)
    arguments = parser.parse_args()
    # Access lines would log query strings; what a request did is in its answer.
    uvicorn.run(create_app(), host=arguments.host, port=arguments.port, access_log=False)


if __name__ == "__main__":
    main()
