// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ServerWords.h"

#include "models/ServerSentences.h"

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
            + QStringLiteral("(.+?)");
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
        for (const char *sentence : serverSentences())
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
