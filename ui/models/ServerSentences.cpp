// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ServerSentences.h"

#include <QtGlobal>

#include <array>

namespace Tickwell {

namespace {

// As the server writes them; what is more special stands before what is less.
constexpr std::array Sentences{
    // Orders.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "There is no price of %1 yet"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "It sells %1 %2, and %3 are held and free to be sold"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "It needs %1, and %2 is free"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "There is no order %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Order %1 has ended: it is %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The stop of order %1 was reached"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Its day is over"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "It would trade with an order of the same trader"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "It could not be filled at once as a whole"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The rest could not be filled at once"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The price has risen beyond the cash"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Prices of %1 have no more than %2 digits after the point"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Too many orders at once: try again"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "No orders are taken: %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The order could not be kept: %1"),
    // Alerts.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "There is no alert %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "There are %1 alerts, which is all there can be: delete one first"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Too many alerts at once: try again"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "No alerts are taken: %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The alert could not be kept: %1"),
    // Symbols and feeds.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "A symbol is 1 to 12 of A-Z, 0-9, '.', '^', '=' and '-'"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The simulator follows at most %1 symbols"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The replay follows at most %1 symbols"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The feed %1 follows at most %2 symbols"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Binance does not know %1: its symbols are pairs such as BTCUSDT"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Alpaca does not know %1: its symbols are stocks such as AAPL or BRK.B"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Alpaca needs its key and secret"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Alpaca needs a key: set key and secret in [alpaca] of the configuration "
                      "file, or TICKWELL_ALPACA_KEY and TICKWELL_ALPACA_SECRET"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Alpaca refuses the key and secret: check them"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Alpaca follows no more symbols on this plan"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Alpaca allows one connection, and another program has it"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Alpaca found this client too slow"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Alpaca's plan of this key does not include the stream: iex is free"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Alpaca says %1 (%2)"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Not connected yet"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Connecting to %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "No price for %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1; trying again soon"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "%1 bars this region (HTTP 451): choose another feed"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 refuses the key (HTTP 401): check it"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 answered HTTP %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 closed the connection: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 closed the connection"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 did not answer within %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 has been silent for %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Not started yet"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Reading %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The file has ended"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The server is being stopped"),
    // What is kept on the disk, and exports.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "the disk that holds %1 is full: free some space on it"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot write %1, %2: free some space on that disk"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot read or write %1: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "%1 is damaged or no database (%2): put a copy of it back, or move it away "
                      "to start a new one"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 is held by another program: close that one"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "no permission to write %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "no permission to read %1"),
    QT_TRANSLATE_NOOP(
        "Tickwell::ServerWords",
        "%1 was moved or removed while in use: put it back, or restart to begin a new one"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "%1 holds nothing yet: start Tickwell to record into it"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "recording is held up, rows are kept in memory: %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot write %1: the folder %2 does not exist"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot write %1: it is a folder"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot write %1: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot read %1: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot open %1: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "the disk reported an error"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "the disk is full"),
    // Tasks.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "Line 1 names no columns: the file is empty or blank"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "Line %1 %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "begins a row in which a quote is not closed"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "begins a row of more than 16 MiB; is a quote not closed?"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "begins the header, and a quote in it is not closed"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "has %1 cell, the header has %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "has %1 cells, the header has %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "holds a NUL byte, which no text does"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "is not UTF-8 text"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "names more than 65536 columns"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "The file has more numbers than fit into %1 MiB of memory"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "There is not enough memory for the file's numbers"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "There is no file %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "there is no file %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 is no regular file"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 is outside the folder of files"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 cannot be read: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "there is not enough memory for it"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "the program failed: %1"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "it was stopped because it took longer than %1 s"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "the program ended %1 times while it ran, so it is not run again"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "the mail server %1 did not take it: %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "its task was cancelled"),
    // The server's port.
    QT_TRANSLATE_NOOP(
        "Tickwell::ServerWords",
        "port %1 on %2 is in use: stop the program that has it, or choose another port"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "%1 is not an address of this machine"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "port %1 may not be used by this user: choose one above 1023"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "cannot listen on %1, port %2: %3"),
    // The chat.
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "A message needs some text"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "A message has at most %1 characters; this one has %2"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "The chat is full: %1 are connected"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "You are in %1 rooms; leave one first"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords",
                      "There are %1 rooms, which is as many as there can be"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "You are not in the room %1; join it first"),
    QT_TRANSLATE_NOOP("Tickwell::ServerWords", "A room name has 1 to %1 characters"),
    QT_TRANSLATE_NOOP(
        "Tickwell::ServerWords",
        "A room name has letters, digits, '_', '-' and '.' only, and does not begin with a dot"),
};

} // namespace

std::span<const char *const> serverSentences()
{
    return Sentences;
}

} // namespace Tickwell
