// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NodeJobs.h"

#include "core/JsonWriter.h"
#include "core/Log.h"
#include "jobs/CsvDescription.h"
#include "jobs/SmtpClient.h"
#include "store/FileExport.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <unistd.h>

namespace Tickwell {

namespace {

constexpr qint64 HashPiece = 1 << 20;
/// How long a mail waits at most, however often it was tried.
constexpr std::chrono::milliseconds LongestDelay = std::chrono::hours(1);

QString exportNameOf(const JobRecord &record)
{
    const auto &query = std::get<ExportRequest>(record.request).query;
    return FilesFolder::Exports + toString(query.dataSet) + u'-' + record.job.id
        + QStringLiteral(".csv");
}

/// What a crash left half written of @p path, and @p path itself when it is to go, too.
void removeLeftovers(const QString &path, bool whole)
{
    const QFileInfo file(path);
    QDir folder = file.dir();
    const QStringList patterns{file.fileName() + QStringLiteral(".*")};
    for (const QString &name : folder.entryList(patterns, QDir::Files | QDir::Hidden))
        folder.remove(name);
    if (whole)
        QFile::remove(path);
}

/// @p error with the name that clients know in place of @p path: where the data folder is, is
/// nobody's business.
JobOutcome outcomeOf(const Error &error, const JobControl &control, const QString &path,
                     const QString &name)
{
    if (control.stopped())
        return JobOutcome::stopped();
    return JobOutcome::failed(QString(error.message).replace(path, name));
}

QByteArray hashJson(const QCryptographicHash &hash, qint64 bytes)
{
    QByteArray json;
    JsonWriter(json)
        .beginObject()
        .field("hash", QString::fromLatin1(hash.result().toHex()))
        .field("bytes", bytes)
        .endObject();
    return json;
}

qint64 machineMemory()
{
    return static_cast<qint64>(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
}

} // namespace

NodeJobs::NodeJobs(const FilesFolder &files, const Store &store, NotificationLog &notifications,
                   const SmtpOptions &smtp, int parallel)
    : m_files(files)
    , m_store(store)
    , m_notifications(notifications)
    , m_smtp(smtp)
    , m_parallel(parallel)
{
}

JobOutcome NodeJobs::run(const JobRecord &record, const QString &spool, JobControl &control)
{
    switch (record.job.kind) {
    case JobKind::Describe:
        return describe(std::get<DescribeRequest>(record.request), spool, control);
    case JobKind::Export:
        return exportRows(record, control);
    case JobKind::Hash:
        return hash(std::get<HashRequest>(record.request), control);
    case JobKind::Notify:
        return notify(std::get<NotifyRequest>(record.request), record, control);
    }
    Q_UNREACHABLE();
}

JobOutcome NodeJobs::describe(const DescribeRequest &request, const QString &spool,
                              JobControl &control) const
{
    QString path = spool;
    if (!request.path.isEmpty()) {
        const auto found = m_files.resolve(request.path);
        if (!found)
            return JobOutcome::failed(found.error().message);
        path = *found;
    }
    CsvDescriptionControl how;
    how.cancelled = &control.stopped();
    how.progress = [&control](double progress) { control.setProgress(progress); };
    how.memoryLimit = machineMemory() / (2 * m_parallel);
    const auto described = describeCsv(path, how);
    if (!described)
        return outcomeOf(described.error(), control, path,
                         request.path.isEmpty() ? QStringLiteral("the CSV") : request.path);
    return JobOutcome::completed(toJson(*described));
}

JobOutcome NodeJobs::exportRows(const JobRecord &record, JobControl &control) const
{
    const auto reader = m_store.openReader();
    if (!reader)
        return JobOutcome::failed(reader.error().message);
    const ExportQuery &query = std::get<ExportRequest>(record.request).query;
    const auto rows = (*reader)->estimateRows(query);
    const double expected = static_cast<double>(std::max<qint64>(rows.value_or(0), 1));
    const QString name = exportNameOf(record);
    const QString path = m_files.at(name);
    removeLeftovers(path, false);
    const auto done =
        exportToFile(**reader, query, path, control.stopped(),
                     [&control, expected](const ExportProgress &progress) {
                         control.setProgress(std::min(double(progress.rows) / expected, 0.99));
                     });
    if (!done)
        return outcomeOf(done.error(), control, path, name);
    if (done->cancelled)
        return JobOutcome::stopped();
    QByteArray json;
    JsonWriter(json)
        .beginObject()
        .field("file_path", name)
        .field("rows", done->rows)
        .field("bytes", done->bytes)
        .endObject();
    return JobOutcome::completed(json, done->bytes);
}

JobOutcome NodeJobs::hash(const HashRequest &request, JobControl &control) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (request.path.isEmpty()) {
        const QByteArray bytes = request.text.toUtf8();
        hash.addData(bytes);
        return JobOutcome::completed(hashJson(hash, bytes.size()));
    }
    const auto path = m_files.resolve(request.path);
    if (!path)
        return JobOutcome::failed(path.error().message);
    QFile file(*path);
    const auto unreadable = [&] {
        return JobOutcome::failed(
            QStringLiteral("cannot read %1: %2").arg(request.path, file.errorString()));
    };
    if (!file.open(QFile::ReadOnly | QFile::Unbuffered))
        return unreadable();
    const double size = static_cast<double>(std::max<qint64>(file.size(), 1));
    QByteArray piece(HashPiece, Qt::Uninitialized);
    qint64 total = 0;
    for (;;) {
        if (control.stopped())
            return JobOutcome::stopped();
        const qint64 read = file.read(piece.data(), piece.size());
        if (read < 0)
            return unreadable();
        if (read == 0)
            return JobOutcome::completed(hashJson(hash, total));
        hash.addData(QByteArrayView(piece).first(read));
        total += read;
        control.setProgress(std::min(static_cast<double>(total) / size, 0.99));
    }
}

Notification NodeJobs::notificationOf(const JobRecord &record) const
{
    const auto &request = std::get<NotifyRequest>(record.request);
    Notification notification;
    notification.taskId = record.job.id;
    notification.email = request.email;
    notification.message = request.message;
    notification.created = record.job.created;
    notification.delivery =
        m_smtp.isEnabled() ? Notification::Delivery::Pending : Notification::Delivery::None;
    return notification;
}

Result<void> NodeJobs::note(const Notification &notification) const
{
    const auto before = m_notifications.of(notification.taskId);
    const auto noted = m_notifications.put(notification);
    if (!noted) {
        qCWarning(lcJobs).noquote() << "A notification is not kept:" << noted.error().message;
        return tl::unexpected(noted.error());
    }
    if (m_notified && before != *noted)
        m_notified(*noted);
    return {};
}

/// Before a crash that came between the mail and the end of its task.
bool NodeJobs::wasSent(const JobRecord &record) const
{
    const auto known = m_notifications.of(record.job.id);
    return known && known->delivery == Notification::Delivery::Sent;
}

JobOutcome NodeJobs::notify(const NotifyRequest &request, const JobRecord &record,
                            const JobControl &control) const
{
    const auto delay = std::min(
        LongestDelay, m_smtp.retryDelay * static_cast<int>(std::pow(3, std::min(record.tries, 8))));
    const bool isLast = record.tries + 1 >= m_smtp.tries;
    static const QByteArray sentResult = R"({"delivery":"sent"})";
    if (wasSent(record))
        return JobOutcome::completed(sentResult);
    Notification notification = notificationOf(record);
    const auto failed = [&](const QString &error) {
        notification.delivery = Notification::Delivery::Failed;
        notification.error = error;
        (void)note(notification);
        return JobOutcome::failed(error);
    };

    if (const auto noted = record.tries == 0 ? note(notification) : Result<void>(); !noted)
        return isLast ? failed(noted.error().message)
                      : JobOutcome::later(noted.error().message, delay);
    if (!m_smtp.isEnabled())
        return JobOutcome::completed(R"({"delivery":"none"})");

    MailMessage mail{m_smtp.from,     request.email, QStringLiteral("Notification from Tickwell"),
                     request.message, record.job.id, record.job.created};
    const auto sent = sendMail(m_smtp, mail, control.stopped());
    if (sent) {
        notification.delivery = Notification::Delivery::Sent;
        (void)note(notification);
        return JobOutcome::completed(sentResult);
    }
    if (control.stopped()) {
        if (control.reason() != JobControl::Reason::ShuttingDown)
            abandon(record);
        return JobOutcome::stopped();
    }
    if (sent.error().kind != Error::Kind::Unavailable || isLast)
        return failed(sent.error().message);
    notification.error = sent.error().message;
    (void)note(notification);
    return JobOutcome::later(sent.error().message, delay);
}

void NodeJobs::prepare(const JobRecord &record)
{
    // Its run repeats this when it fails.
    if (record.job.kind == JobKind::Notify)
        (void)note(notificationOf(record));
}

void NodeJobs::abandon(const JobRecord &record) const
{
    if (record.job.kind != JobKind::Notify || !m_smtp.isEnabled() || wasSent(record))
        return;
    Notification notification = notificationOf(record);
    notification.delivery = Notification::Delivery::Failed;
    notification.error =
        record.job.error.isEmpty() ? QStringLiteral("its task was cancelled") : record.job.error;
    (void)note(notification);
}

void NodeJobs::discard(const JobRecord &record)
{
    if (record.job.kind == JobKind::Export)
        removeLeftovers(m_files.at(exportNameOf(record)), true);
}

} // namespace Tickwell
