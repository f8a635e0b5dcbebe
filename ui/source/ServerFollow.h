// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// One follower of a source's server (DataSource::followServer), who lets go at his end.
class ServerFollow
{
public:
    ServerFollow() = default;
    ~ServerFollow() { follow(nullptr); }
    Q_DISABLE_COPY_MOVE(ServerFollow)

    /// Follows the server of @p source, and no other; none when null.
    void follow(DataSource *source)
    {
        if (source == m_source)
            return;
        if (m_source)
            m_source->followServer(false);
        m_source = source;
        if (source)
            source->followServer(true);
    }

private:
    QPointer<DataSource> m_source;
};

} // namespace Tickwell
