// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace Tickwell {

/// One header field line (RFC 9110 §5). The value has no blanks around it.
struct Header
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const Header &, const Header &) = default;
};

/// Header fields in the order they came. Names compare without case; one name may occur often.
class Headers
{
public:
    /// The first value of @p name; empty when there is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    [[nodiscard]] QList<QByteArray> values(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;

    /// True when the comma-separated lists under @p name hold @p token, without case
    /// (`Connection: keep-alive, Upgrade`).
    [[nodiscard]] bool hasToken(QByteArrayView name, QByteArrayView token) const;

    /// Adds a line. CR, LF and NUL in @p value become blanks, so that a value can never start a
    /// line of its own (RFC 9110 §5.5); a @p name that is no token is refused: nothing is added.
    void append(QByteArrayView name, QByteArrayView value);

    /// Like append(), after removing what was there under @p name.
    void set(QByteArrayView name, QByteArrayView value);
    void remove(QByteArrayView name);

    [[nodiscard]] const QList<Header> &all() const { return m_all; }
    [[nodiscard]] bool isEmpty() const { return m_all.isEmpty(); }

private:
    QList<Header> m_all;
};

} // namespace Tickwell
