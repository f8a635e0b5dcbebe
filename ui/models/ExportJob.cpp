// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ExportJob.h"

#include "models/ExportTime.h"
#include "models/Preferences.h"
#include "models/ServerWords.h"

#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace Tickwell {

namespace {

using namespace std::chrono_literals;

Timestamp now()
{
    return fromMicros(QDateTime::currentMSecsSinceEpoch() * 1000);
}

DataSet toDataSet(ExportJob::ExportSet set)
{
    switch (set) {
    case ExportJob::ExportSet::Ticks:
        return DataSet::Ticks;
    case ExportJob::ExportSet::Candles:
        return DataSet::Candles;
    case ExportJob::ExportSet::Monitor:
        return DataSet::Monitor;
    case ExportJob::ExportSet::Chat:
        return DataSet::Chat;
    case ExportJob::ExportSet::Orders:
        return DataSet::Orders;
    case ExportJob::ExportSet::Trades:
        return DataSet::Trades;
    }
    return DataSet::Ticks;
}

bool hasSymbol(ExportJob::ExportSet set)
{
    return hasSymbol(toDataSet(set));
}

} // namespace

ExportJob::ExportJob(QObject *parent)
    : QObject(parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(150ms);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        if (!m_source || m_state == State::Running)
            return;
        m_estimateRequest = m_source->nextRequest();
        m_source->estimateExport(m_estimateRequest, query());
    });
    connect(Preferences::instance(), &Preferences::utcChanged, this, &ExportJob::choose);
    connect(Preferences::instance(), &Preferences::languageChanged, this,
            &ExportJob::choiceChanged);
    suggestPath();
}

void ExportJob::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    if (source) {
        connect(source, &DataSource::exportEstimated, this, &ExportJob::takeEstimate);
        connect(source, &DataSource::exportProgressed, this, &ExportJob::takeProgress);
        connect(source, &DataSource::exportFinished, this, &ExportJob::takeResult);
    }
    emit sourceChanged();
}

void ExportJob::setDataSet(ExportSet dataSet)
{
    if (dataSet == m_dataSet)
        return;
    m_dataSet = dataSet;
    choose();
}

void ExportJob::setSymbol(const QString &symbol)
{
    if (symbol == m_symbol)
        return;
    m_symbol = symbol;
    choose();
}

void ExportJob::setInterval(const QString &interval)
{
    if (interval == m_interval)
        return;
    m_interval = interval;
    choose();
}

void ExportJob::setRange(Range range)
{
    if (range == m_range)
        return;
    m_range = range;
    choose();
}

void ExportJob::setFromText(const QString &text)
{
    if (text == m_fromText)
        return;
    m_fromText = text;
    choose();
}

void ExportJob::setToText(const QString &text)
{
    if (text == m_toText)
        return;
    m_toText = text;
    choose();
}

void ExportJob::setPath(const QString &path)
{
    if (path == m_path)
        return;
    m_path = path;
    m_ownPath = !path.isEmpty();
    emit choiceChanged();
}

void ExportJob::choose()
{
    suggestPath();
    emit choiceChanged();
    refresh();
}

void ExportJob::suggestPath()
{
    if (m_ownPath)
        return;
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (folder.isEmpty())
        folder = QDir::homePath();
    const QDateTime today =
        QDateTime::currentDateTimeUtc().toTimeZone(Preferences::instance()->timeZone());
    QStringList parts{QStringLiteral("tickwell"), toString(toDataSet(m_dataSet))};
    if (hasSymbol(m_dataSet) && !m_symbol.isEmpty())
        parts.append(m_symbol);
    parts.append(today.date().toString(Qt::ISODate));
    m_path = QDir(folder).filePath(parts.join(u'-') + QStringLiteral(".csv"));
}

QString ExportJob::fromError() const
{
    if (m_range != Range::Custom || m_fromText.isEmpty())
        return {};
    const auto from = parseTyped(m_fromText, Preferences::instance()->timeZone());
    return from ? QString() : from.error().message;
}

QString ExportJob::toError() const
{
    if (m_range != Range::Custom || m_toText.isEmpty())
        return {};
    const QTimeZone zone = Preferences::instance()->timeZone();
    const auto to = parseTyped(m_toText, zone);
    if (!to)
        return to.error().message;
    const auto from = parseTyped(m_fromText, zone);
    return from && *to <= *from ? tr("The end must be later than the start") : QString();
}

QString ExportJob::pathError() const
{
    if (m_path.trimmed().isEmpty())
        return tr("Name the file to write");
    if (QDir::isRelativePath(m_path.trimmed()))
        return tr("Write the whole path, from the root folder on");
    return {};
}

bool ExportJob::ready() const
{
    return fromError().isEmpty() && toError().isEmpty() && pathError().isEmpty();
}

ExportQuery ExportJob::query() const
{
    ExportQuery query;
    query.dataSet = toDataSet(m_dataSet);
    if (hasSymbol(m_dataSet))
        query.symbol = m_symbol;
    if (m_dataSet == ExportSet::Candles && !m_interval.isEmpty())
        query.interval = parseInterval(m_interval);
    const QTimeZone zone = Preferences::instance()->timeZone();
    switch (m_range) {
    case Range::All:
        break;
    case Range::Today:
        query.from = dayStart(now(), zone);
        break;
    case Range::LastHour:
        query.from = now() - 1h;
        break;
    case Range::Custom:
        if (const auto from = parseTyped(m_fromText, zone))
            query.from = *from;
        if (const auto to = parseTyped(m_toText, zone))
            query.to = *to;
        break;
    }
    return query;
}

QStringList ExportJob::symbols() const
{
    QStringList symbols;
    if (m_source) {
        for (const Quote &quote : m_source->quotes())
            symbols.append(quote.symbol);
    }
    symbols.sort();
    return symbols;
}

void ExportJob::refresh()
{
    if (m_state == State::Running)
        return;
    m_estimateRequest = 0;
    m_estimate = -1;
    m_estimateError.clear();
    emit estimateChanged();
    if (fromError().isEmpty() && toError().isEmpty())
        m_settled.start();
    else
        m_settled.stop();
}

void ExportJob::takeEstimate(quint64 request, qint64 rows, const QString &error)
{
    if (request != m_estimateRequest)
        return;
    m_estimate = error.isEmpty() ? rows : -1;
    m_estimateError = ServerWords::said(error);
    emit estimateChanged();
}

void ExportJob::start()
{
    if (!m_source || m_state == State::Running || m_state == State::Cancelling || !ready())
        return;
    m_state = State::Running;
    m_request = m_source->nextRequest();
    m_expected = m_estimate;
    m_rows = 0;
    m_bytes = 0;
    m_error.clear();
    m_target = m_path.trimmed();
    emit progressed();
    m_source->startExport(m_request, query(), m_target);
}

void ExportJob::cancel()
{
    if (!m_source || m_state != State::Running)
        return;
    m_state = State::Cancelling;
    emit progressed();
    m_source->cancelExport(m_request);
}

void ExportJob::reset()
{
    if (m_state == State::Running || m_state == State::Cancelling)
        return;
    m_state = State::Idle;
    m_error.clear();
    suggestPath();
    emit progressed();
    emit choiceChanged();
    refresh();
}

double ExportJob::progress() const
{
    if (m_state == State::Done)
        return 1;
    if (m_expected <= 0)
        return -1;
    return std::clamp(static_cast<double>(m_rows) / static_cast<double>(m_expected), 0.0, 1.0);
}

void ExportJob::takeProgress(quint64 request, qint64 rows, qint64 bytes)
{
    if (request != m_request)
        return;
    m_rows = rows;
    m_bytes = bytes;
    emit progressed();
}

void ExportJob::takeResult(quint64 request, qint64 rows, qint64 bytes, const QString &error,
                           bool cancelled)
{
    if (request != m_request)
        return;
    m_request = 0;
    m_rows = rows;
    m_bytes = bytes;
    m_error = ServerWords::said(error);
    m_state = cancelled ? State::Cancelled : error.isEmpty() ? State::Done : State::Failed;
    emit progressed();
}

QUrl ExportJob::folder() const
{
    return m_target.isEmpty() ? QUrl() : QUrl::fromLocalFile(QFileInfo(m_target).absolutePath());
}

void ExportJob::choosePath()
{
    auto *dialog = new QFileDialog(nullptr, tr("Export to"), QFileInfo(m_path).absolutePath(),
                                   tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(QFileInfo(m_path).fileName());
    connect(dialog, &QFileDialog::fileSelected, this, &ExportJob::setPath);
    dialog->open();
}

void ExportJob::openFolder() const
{
    QDesktopServices::openUrl(folder());
}

} // namespace Tickwell
