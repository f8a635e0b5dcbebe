// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvHeader.h"

#include "jobs/CsvCell.h"
#include "jobs/CsvScan.h"

#include <QHash>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

/// Tells names from data.
class NameCheck
{
public:
    void add(QByteArrayView cell, bool quoted)
    {
        const CellKind kind = readCell(cell).kind;
        if (quoted || kind == CellKind::Text)
            m_named = true;
        else if (kind != CellKind::Missing)
            m_counts &= cell.toByteArray() == QByteArray::number(m_numbers++);
    }
    bool isData() const { return !m_named && m_numbers > 0 && !m_counts; }

private:
    bool m_named = false;
    bool m_counts = true;
    qsizetype m_numbers = 0;
};

/// Gives each column a name of its own. Blank ones come last, so that they make way for the others.
class Names
{
public:
    explicit Names(const QStringList &given)
        : m_names(given)
    {
        QList<qsizetype> blank;
        for (qsizetype i = 0; i < m_names.size(); ++i) {
            if (m_names[i].isEmpty()) {
                m_names[i] = u"Unnamed: %1"_s.arg(i);
                blank.append(i);
            }
            ++m_present[m_names[i]];
        }
        for (qsizetype i = 0; i < m_names.size(); ++i) {
            if (!given[i].isEmpty())
                rename(i);
        }
        for (const qsizetype i : std::as_const(blank))
            rename(i);
    }

    QStringList names() const { return m_names; }

private:
    void rename(qsizetype column)
    {
        const QString given = m_names[column];
        QString name = given;
        qsizetype number = m_taken.value(given);
        while (number > 0) {
            m_taken[given] = number + 1;
            name = given + u'.' + QString::number(number);
            number = m_present.value(name) > 0 ? number + 1 : m_taken.value(name);
        }
        --m_present[given];
        ++m_present[name];
        m_names[column] = name;
        ++m_taken[name];
    }

    QStringList m_names;
    QHash<QString, qsizetype> m_present; ///< how often a name is among them
    QHash<QString, qsizetype> m_taken;   ///< the next number for a name
};

} // namespace

tl::expected<CsvHeader, CsvFault> readHeader(const CsvBlock &block)
{
    const char *const begin = block.bytes.get();
    const char *const end = begin + block.size;
    const char *p = skipBlankLines(begin + block.markSize(), end);
    if (p == end)
        return CsvHeader();

    const auto fault = [&](const QString &message, const char *at) {
        return tl::unexpected(CsvFault{block.offset + (at - begin), message});
    };
    const char *const line = p;
    QStringList names;
    NameCheck check;
    QByteArray unquoted;
    for (;; ++p) {
        const CsvCellExtent cell = findCell(p, end, unquoted);
        if (!cell.end)
            return fault(u"begins the header, and a quote in it is not closed"_s, line);
        if (names.size() == MaxCsvColumns)
            return fault(u"names more than 65536 columns"_s, line);
        check.add(cell.text, *p == '"');
        names.append(QString::fromUtf8(cell.text));
        p = cell.end;
        if (*p != ',')
            break;
    }
    const qsizetype valid = findInvalidUtf8(QByteArrayView(line, p));
    if (valid < p - line)
        return tl::unexpected(textFault(block, line - begin + valid));
    if (check.isData())
        return fault(u"holds numbers where the columns' names should be; begin the file with "
                     "a line of names, or put these in quotes"_s,
                     line);
    p += *p == '\r' && p[1] == '\n' ? 2 : 1;
    return CsvHeader{Names(names).names(), p - begin};
}

} // namespace Tickwell
