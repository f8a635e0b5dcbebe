// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/CsvSource.h"

#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace Tickwell {

using namespace Qt::StringLiterals;

Result<CsvSource> CsvSource::open(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return failure(u"There is no file %1"_s.arg(path), Error::Kind::NotFound);
    // Opening a pipe would wait for its writer, reading a device might never end.
    if (!info.isFile())
        return failure(u"%1 is no regular file"_s.arg(path));
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(u"%1 cannot be read: %2"_s.arg(path, file->errorString()),
                       Error::Kind::Unavailable);
    return CsvSource(std::move(file));
}

CsvSource::CsvSource(QByteArrayView csv)
    : m_memory(csv)
    , m_size(csv.size())
{
}

CsvSource::CsvSource(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
    , m_size(m_file->size())
{
}

Result<qint64> CsvSource::read(char *to, qint64 wanted)
{
    if (!m_file) {
        const qint64 got = std::min<qint64>(wanted, m_memory.size() - m_position);
        std::memcpy(to, m_memory.data() + m_position, static_cast<std::size_t>(got));
        m_position += got;
        return got;
    }
    qint64 got = 0;
    while (got < wanted) {
        const qint64 more = m_file->read(to + got, wanted - got);
        if (more < 0)
            return failure(
                u"%1 cannot be read: %2"_s.arg(m_file->fileName(), m_file->errorString()),
                Error::Kind::Unavailable);
        if (more == 0)
            break;
        got += more;
    }
    return got;
}

void CsvSource::rewind()
{
    m_position = 0;
    if (m_file)
        m_file->seek(0);
}

} // namespace Tickwell
