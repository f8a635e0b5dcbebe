// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Time.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace Tickwell {

/// A registered person. Names are ASCII letters and digits; two that differ by case alone are the
/// same name, and so with e-mail addresses.
struct User
{
    qint64 id = 0; ///< never given twice, not even after the user is gone
    QString name = {};
    QString email = {};
    QByteArray passwordHash = {}; ///< Argon2id, as libsodium writes it
    bool isAdministrator = false;
    bool isActive = true;
    Timestamp createdAt = {};
    Timestamp tokensFrom = {}; ///< tokens that were issued before this second are void

    friend bool operator==(const User &, const User &) = default;
};

/// What becomes of a user; what is absent stays as it is.
struct UserChange
{
    std::optional<QString> name = {};
    std::optional<QString> email = {};
    std::optional<QByteArray> passwordHash = {};
    std::optional<bool> isAdministrator = {};
    std::optional<bool> isActive = {};
    std::optional<Timestamp> tokensFrom = {};
};

} // namespace Tickwell
