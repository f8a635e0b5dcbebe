// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ServerWords.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace Tickwell {

namespace {

struct Sentence
{
    const char *english;
    QRegularExpression expression;
    QList<int> places; ///< which place each of its groups stands for, from 1
};

struct Match
{
    const Sentence *sentence = nullptr;
    std::array<QString, 9> values; ///< by place, from 0
};

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
};

Sentence sentenceOf(const char *english)
{
    static const QRegularExpression place(QStringLiteral("%([1-9])"));
    const QString text = QString::fromLatin1(english);
    Sentence sentence{english, {}, {}};
    QString pattern;
    qsizetype from = 0;
    for (auto it = place.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch found = it.next();
        pattern += QRegularExpression::escape(text.sliced(from, found.capturedStart() - from))
            + QStringLiteral("(.+)");
        sentence.places.append(found.captured(1).toInt());
        from = found.capturedEnd();
    }
    pattern += QRegularExpression::escape(text.sliced(from));
    sentence.expression.setPattern(QRegularExpression::anchoredPattern(pattern));
    return sentence;
}

Match matchOf(const QString &english)
{
    static const QList<Sentence> sentences = [] {
        QList<Sentence> all;
        for (const char *sentence : Sentences)
            all.append(sentenceOf(sentence));
        return all;
    }();
    for (const Sentence &sentence : sentences) {
        const QRegularExpressionMatch found = sentence.expression.match(english);
        if (!found.hasMatch())
            continue;
        Match match{&sentence, {}};
        for (qsizetype i = 0; i < sentence.places.size(); ++i)
            match.values.at(static_cast<std::size_t>(sentence.places.at(i) - 1)) =
                found.captured(static_cast<int>(i + 1));
        return match;
    }
    return {};
}

} // namespace

bool ServerWords::isKnown(const QString &english)
{
    return matchOf(english).sentence != nullptr;
}

QString ServerWords::said(const QString &english)
{
    const Match match = matchOf(english);
    if (!match.sentence)
        return english;
    // What it gives as the reason, it may have said itself.
    std::array<QString, 9> values;
    std::transform(match.values.cbegin(), match.values.cend(), values.begin(), said);
    const QString words = tr(match.sentence->english);
    switch (match.sentence->places.size()) {
    case 0:
        return words;
    case 1:
        return words.arg(values[0]);
    case 2:
        return words.arg(values[0], values[1]);
    default:
        return words.arg(values[0], values[1], values[2]);
    }
}

} // namespace Tickwell
