# SPDX-License-Identifier: GPL-3.0-or-later
"""The service of fastapi_server with a value cached in Redis, as its tutorials have it.

    REDIS_URL=unix:///run/redis.sock uvicorn --loop uvloop --port 8001 fastapi_cached:app
"""
import asyncio
import json
import os
from datetime import datetime, timezone

from redis import asyncio as redis

from fastapi_server import app

cache = redis.from_url(os.environ["REDIS_URL"])


@app.get("/cached-data/")
async def cached_data():
    kept = await cache.get("fastapi:cached-data")
    if kept:
        return json.loads(kept)
    await asyncio.sleep(2)
    value = {"data": "It took two seconds to make this",
             "timestamp": datetime.now(timezone.utc).isoformat()}
    await cache.set("fastapi:cached-data", json.dumps(value), ex=60)
    return value
