// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/Values.h"

#include <QJsonArray>

namespace Tickwell {

QStringList TextList::read(const Field &field) const
{
    QStringList texts;
    // null is no list, and an absent one is no fault.
    if (!field.isPresent() && !field.value().isNull())
        return texts;
    for (const Field &item : field.items())
        texts.append(item.string(m_each));
    return texts;
}

Schema TextList::schema() const
{
    return Schema::array(Schema::text(m_each)).with(QStringLiteral("default"), QJsonArray());
}

} // namespace Tickwell
