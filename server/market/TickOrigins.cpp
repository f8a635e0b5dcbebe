// SPDX-License-Identifier: GPL-3.0-or-later
#include "market/TickOrigins.h"

#include <QFile>
#include <QSaveFile>

namespace Tickwell {

namespace {
constexpr qsizetype MaxOrigins = 10'000; ///< the oldest are forgotten
constexpr qint64 MaxLine = 200;
} // namespace

TickOrigins TickOrigins::load(const QString &path)
{
    TickOrigins origins;
    origins.m_path = path;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return origins;
    while (!file.atEnd()) {
        const QList<QByteArray> words = file.readLine(MaxLine).trimmed().split(' ');
        bool ok = words.size() == 2;
        const quint64 first = ok ? words[0].toULongLong(&ok) : 0;
        if (!ok || (!origins.m_origins.isEmpty() && first <= origins.m_origins.last().first)) {
            origins.m_origins.clear(); // whose the ticks before it were is not certain
            continue;
        }
        origins.m_origins.append({first, QString::fromUtf8(words[1])});
    }
    return origins;
}

Result<void> TickOrigins::save() const
{
    QSaveFile file(m_path);
    bool isWritten = file.open(QIODevice::WriteOnly);
    for (const Origin &origin : m_origins) {
        const QByteArray line =
            QByteArray::number(origin.first) + ' ' + origin.feed.toUtf8() + '\n';
        isWritten = isWritten && file.write(line) == line.size();
    }
    if (!isWritten || !file.commit())
        return failure(QStringLiteral("%1 cannot be written: %2").arg(m_path, file.errorString()),
                       Error::Kind::Unavailable);
    return {};
}

bool TickOrigins::note(const QString &feed, quint64 first)
{
    // Of another database, or of a feed that told nothing.
    const auto isStale = [first](const Origin &origin) { return origin.first >= first; };
    const bool isChanged = m_origins.removeIf(isStale) > 0;
    if (!m_origins.isEmpty() && m_origins.last().feed == feed)
        return isChanged;
    if (m_origins.size() >= MaxOrigins)
        m_origins.removeFirst();
    m_origins.append({first, feed});
    return true;
}

QList<SeqRange> TickOrigins::of(const QString &feed) const
{
    QList<SeqRange> ranges;
    for (qsizetype i = 0; i < m_origins.size(); ++i) {
        if (m_origins[i].feed != feed)
            continue;
        SeqRange range{m_origins[i].first};
        if (i + 1 < m_origins.size())
            range.last = m_origins[i + 1].first - 1;
        ranges.append(range);
    }
    return ranges;
}

} // namespace Tickwell
