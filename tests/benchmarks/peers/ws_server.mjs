// SPDX-License-Identifier: GPL-3.0-or-later
// node's http server and the `ws` package: node ws_server.mjs PORT
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { WebSocketServer } from "ws";

const server = createServer((request, response) => {
  const start = process.hrtime.bigint();
  const id = request.headers["x-request-id"] ?? randomUUID();
  const body = JSON.stringify({
    symbol: request.url.split("/").pop(), name: "Apple", price: 272.31, volume: 60,
    timestamp: "2026-11-21T08:00:00.000000Z", change: -0.27, seq: 12345,
  });
  const seconds = (Number(process.hrtime.bigint() - start) / 1e9).toFixed(6);
  response.writeHead(200, {
    "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body),
    "X-Request-ID": id, "X-Process-Time": seconds,
  });
  response.end(body);
  process.stderr.write(
    `${new Date().toISOString()} INFO access: ${request.method} ${request.url} 200 ${seconds} ${id}\n`);
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket, request) => {
  const id = request.url.split("/").pop();
  socket.on("message", (text) => {
    const message = `Client ${id} says: ${text}`;
    for (const client of sockets.clients) client.send(message);
  });
});
server.listen(Number(process.argv[2] ?? 8001), "127.0.0.1");
