#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a picture of the real window over the real server, with people in the chat, orders in the
book and an alert: the README's.

    tests/ui/screenshots/real_window.py OUT.png [--size 1440x900] [--theme dark|light]
        [--language en|zh_CN] [--scale 1] [--wait 60] [--keys ctrl+2]

Needs Xvfb, xdotool and ImageMagick, python3-websockets, and a release build. Nothing of the person's
own data or settings is touched.
"""
import argparse
import asyncio
import json
import os
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import websockets

PROGRAM = Path(__file__).resolve().parents[3] / "build/release/bin/tickwell"
TALK = [("bo", "morning all"), ("chen", "半导体今天很强,NVDA 领涨"),
        ("bo", "exported the morning ticks → ticks.csv"),
        ("dana", "@bo thanks, pulling it from /export now")]


def start_screen(size):
    read, write = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as pipe:
        return screen, ":" + pipe.readline().strip()


def start_window(folder, options, display):
    settings = Path(folder, "config/tickwell")
    settings.mkdir(parents=True)
    (settings / "window.ini").write_text(
        f"[appearance]\ntheme={['system', 'dark', 'light'].index(options.theme)}\n"
        f"language={options.language}\n")
    program = subprocess.Popen(
        [PROGRAM, "--port", "0", "--data-dir", f"{folder}/data"], stdout=subprocess.PIPE,
        stderr=None if options.verbose else subprocess.DEVNULL, text=True,
        env={**os.environ, "DISPLAY": display, "XDG_CONFIG_HOME": f"{folder}/config", "USER": "ana",
             "QT_QPA_PLATFORM": "xcb", "QT_SCALE_FACTOR": str(options.scale)})
    return program, program.stdout.readline().split()[-1].replace("http", "ws")


def trade(address):
    """Buys some, and leaves orders near the price."""
    def ask(path, body=None):
        request = urllib.request.Request(
            address.replace("ws", "http", 1) + path, json.dumps(body).encode() if body else None,
            {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def order(side, symbol, quantity, price=None):
        ask("/orders", {"symbol": symbol, "side": side, "quantity": quantity,
                        "type": "limit" if price else "market",
                        **({"price": round(price, 2)} if price else {})})

    for symbol, quantity in ("TSLA", 12), ("NVDA", 80), ("AAPL", 150):
        order("buy", symbol, quantity)
    price = ask("/stocks/AAPL")["price"]
    time.sleep(3)
    order("buy", "AAPL", 100, price * 0.9995)
    order("buy", "TSLA", 900, price * 2)
    order("sell", "NVDA", 20)
    order("sell", "AAPL", 50, price * 1.0006)
    ask("/alerts", {"kind": "price", "symbol": "AAPL", "direction": "below",
                    "threshold": round(price * 0.999, 2)})


async def talk(address, seconds, picture):
    people = {name: await websockets.connect(f"{address}/ws/chat/{name}")
              for name in dict.fromkeys(name for name, _ in TALK)}
    for name, text in TALK:
        await people[name].send(text)
        await asyncio.sleep(0.2)
    await asyncio.to_thread(trade, address)
    await asyncio.sleep(seconds)
    await asyncio.to_thread(picture)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--theme", default="dark", choices=["dark", "light"])
    parser.add_argument("--language", default="en")
    parser.add_argument("--scale", type=float, default=1)
    parser.add_argument("--wait", type=float, default=60)
    parser.add_argument("--keys", action="append", default=[])
    parser.add_argument("--move", help="X,Y of the pointer")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()

    screen, display = start_screen(options.size)
    x11 = {**os.environ, "DISPLAY": display}

    def xdotool(*words):
        subprocess.run(["xdotool", *words], check=True, env=x11, stdout=subprocess.DEVNULL)

    def picture():
        for key in options.keys:
            xdotool("key", key)
            time.sleep(0.7)
        if options.move:
            xdotool("mousemove", *options.move.split(","))
            time.sleep(0.5)
        subprocess.run(["import", "-window", "root", options.out], check=True, env=x11)

    with tempfile.TemporaryDirectory() as folder:
        program, address = start_window(folder, options, display)
        try:
            xdotool("search", "--sync", "--onlyvisible", "--name", "^Tickwell", "windowmove", "0", "0",
                    "windowsize", *options.size.split("x"), "windowfocus")
            asyncio.run(talk(address, options.wait, picture))
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(10)
            screen.terminate()
            screen.wait()


main()
