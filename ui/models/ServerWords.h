// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QQmlEngine>

namespace Tickwell {

/// What the server says (ServerSentences.h), in the window's language. The server itself speaks
/// English to all its clients.
class ServerWords : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    /// @p english as it came, when it is not among what the server is known to say.
    Q_INVOKABLE static QString said(const QString &english);
    [[nodiscard]] static bool isKnown(const QString &english);
};

} // namespace Tickwell
