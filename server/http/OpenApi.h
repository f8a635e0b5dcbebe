// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/Endpoint.h"

#include <QJsonObject>

namespace Tickwell {

/// What a document says besides its endpoints.
struct OpenApiInfo
{
    QString title = {};
    QString version = {};
    QString text = {}; ///< CommonMark
    /// Where a token is to be had (OAuth2 password flow); empty: nowhere.
    QString tokenUrl = {};
    bool membersNeedToken = false;                ///< what Access::Member means here
    QList<std::pair<QString, QString>> tags = {}; ///< name and text, in the order of the headings
};

/// The OpenAPI 3.1 document of @p endpoints.
[[nodiscard]] QJsonObject openApiDocument(const QList<Endpoint> &endpoints,
                                          const OpenApiInfo &info);

} // namespace Tickwell
