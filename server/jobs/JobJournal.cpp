// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobJournal.h"

#include "core/Log.h"
#include "jobs/DurableFile.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace Tickwell {

namespace {

const QString RecordSuffix = QStringLiteral(".json");
const QString SpoolSuffix = QStringLiteral(".spool");

/// Whether the journal itself gave @p id: nothing else in its folder is touched.
bool isJobId(const QString &id)
{
    return id.size() == 36 && !QUuid::fromString(id).isNull();
}

} // namespace

JobJournal::JobJournal(QString folder)
    : m_folder(std::move(folder))
{
}

QString JobJournal::fileOf(const QString &id) const
{
    return m_folder + u'/' + id + RecordSuffix;
}

QString JobJournal::spoolOf(const QString &id) const
{
    return m_folder + u'/' + id + SpoolSuffix;
}

Result<QList<JobRecord>> JobJournal::load()
{
    if (const auto made = makePrivateFolder(m_folder); !made)
        return tl::unexpected(made.error());
    QList<JobRecord> records;
    QSet<QString> known;
    const QStringList names = QDir(m_folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    for (const QString &name : names) {
        const QString id = name.left(36);
        if (!isJobId(id) || name != id + RecordSuffix)
            continue;
        known.insert(id);
        QFile file(fileOf(id));
        std::optional<JobRecord> record;
        if (file.open(QFile::ReadOnly))
            record = parseJobRecord(file.readAll());
        if (!record || record->job.id != id) {
            qCWarning(lcJobs).noquote()
                << "The job" << fileOf(id) << "cannot be read, and is not run; the file stays";
            continue;
        }
        records.append(*record);
    }
    for (const QString &name : names) {
        const QString id = name.left(36);
        if (!isJobId(id) || name == id + RecordSuffix)
            continue;
        // A temporary file, or what was sent along with a job that was never accepted.
        if (name != id + SpoolSuffix || !known.contains(id))
            QFile::remove(m_folder + u'/' + name);
    }
    std::sort(records.begin(), records.end(), [](const JobRecord &a, const JobRecord &b) {
        return std::tie(a.job.created, a.job.id) < std::tie(b.job.created, b.job.id);
    });
    return records;
}

Result<void> JobJournal::accept(const JobRecord &record, const QByteArray &spool)
{
    if (!spool.isEmpty()) {
        if (const auto written = writeDurably(spoolOf(record.job.id), spool); !written)
            return written;
    }
    const auto written = write(record);
    if (!written)
        removeSpool(record.job.id);
    return written;
}

Result<void> JobJournal::write(const JobRecord &record)
{
    return writeDurably(fileOf(record.job.id), toJson(record));
}

void JobJournal::removeSpool(const QString &id)
{
    QFile::remove(spoolOf(id));
}

void JobJournal::remove(const QString &id)
{
    // First the record: a spool without one is nothing.
    QFile::remove(fileOf(id));
    QFile::remove(spoolOf(id));
}

} // namespace Tickwell
