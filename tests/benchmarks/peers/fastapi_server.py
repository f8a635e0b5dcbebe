# SPDX-License-Identifier: GPL-3.0-or-later
"""The service that Tickwell replaces, as its tutorials have it: run with uvicorn on uvloop.

    uvicorn --loop uvloop --port 8001 fastapi_server:app
"""
import logging
import time
import uuid

from fastapi import FastAPI, Request, WebSocket, WebSocketDisconnect
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=1024)
app.add_middleware(CORSMiddleware, allow_origins=["https://dash.example"])
log = logging.getLogger("access")
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
log.addHandler(handler)
log.setLevel(logging.INFO)


@app.middleware("http")
async def identify(request: Request, call_next):
    start = time.perf_counter()
    request_id = request.headers.get("x-request-id") or str(uuid.uuid4())
    response = await call_next(request)
    seconds = time.perf_counter() - start
    response.headers["X-Request-ID"] = request_id
    response.headers["X-Process-Time"] = f"{seconds:.6f}"
    log.info("%s %s %s %.6f %s", request.method, request.url.path, response.status_code, seconds,
             request_id)
    return response


class ConnectionManager:
    def __init__(self):
        self.active = []

    async def connect(self, websocket):
        await websocket.accept()
        self.active.append(websocket)

    def disconnect(self, websocket):
        self.active.remove(websocket)

    async def broadcast(self, message):
        for connection in self.active:
            await connection.send_text(message)


manager = ConnectionManager()


@app.websocket("/ws/{client_id}")
async def chat(websocket: WebSocket, client_id: int):
    await manager.connect(websocket)
    try:
        while True:
            text = await websocket.receive_text()
            await manager.broadcast(f"Client {client_id} says: {text}")
    except WebSocketDisconnect:
        manager.disconnect(websocket)


@app.get("/stocks/{symbol}")
async def stock(symbol: str):
    return {"symbol": symbol, "name": "Apple", "price": 272.31, "volume": 60,
            "timestamp": "2026-11-21T08:00:00.000000Z", "change": -0.27, "seq": 12345}
