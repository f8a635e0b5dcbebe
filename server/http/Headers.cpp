// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Headers.h"

#include "http/HttpGrammar.h"

namespace Tickwell {

using namespace HttpGrammar;

QByteArray Headers::value(QByteArrayView name) const
{
    for (const Header &header : m_all) {
        if (equalsIgnoringCase(header.name, name))
            return header.value;
    }
    return {};
}

QList<QByteArray> Headers::values(QByteArrayView name) const
{
    QList<QByteArray> found;
    for (const Header &header : m_all) {
        if (equalsIgnoringCase(header.name, name))
            found.append(header.value);
    }
    return found;
}

bool Headers::contains(QByteArrayView name) const
{
    return std::any_of(m_all.begin(), m_all.end(), [name](const Header &header) {
        return equalsIgnoringCase(header.name, name);
    });
}

bool Headers::hasToken(QByteArrayView name, QByteArrayView token) const
{
    bool found = false;
    for (const Header &header : m_all) {
        if (!equalsIgnoringCase(header.name, name))
            continue;
        forEachListed(header.value, [&](QByteArrayView element) {
            found = found || equalsIgnoringCase(element, token);
        });
    }
    return found;
}

void Headers::append(QByteArrayView name, QByteArrayView value)
{
    if (!isToken(name))
        return;
    QByteArray clean = value.toByteArray();
    for (qsizetype i = 0; i < clean.size(); ++i) {
        if (!isFieldChar(std::as_const(clean)[i]))
            clean[i] = ' ';
    }
    m_all.append(Header{name.toByteArray(), std::move(clean)});
}

void Headers::set(QByteArrayView name, QByteArrayView value)
{
    remove(name);
    append(name, value);
}

void Headers::remove(QByteArrayView name)
{
    m_all.removeIf([name](const Header &header) { return equalsIgnoringCase(header.name, name); });
}

} // namespace Tickwell
