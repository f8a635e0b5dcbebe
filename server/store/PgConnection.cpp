// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/PgConnection.h"

#include <libpq-fe.h>

#include <algorithm>
#include <charconv>

namespace Tickwell {

namespace {

/// What libpq would wait for without end, or for hours.
constexpr std::pair<const char *, const char *> Defaults[] = {
    {"connect_timeout", "5"},
    {"tcp_user_timeout", "15000"},
    {"keepalives_idle", "15"},
    {"fallback_application_name", "tickwell"},
};

constexpr const char *SessionSql =
    "SET search_path TO tickwell; SET statement_timeout TO '30s'; SET lock_timeout TO '10s'; "
    "SET idle_in_transaction_session_timeout TO '60s'; SET client_min_messages TO error";

Error::Kind kindOf(const char *state)
{
    const QByteArrayView text(state ? state : "08000");
    // Connection, resources, intervention, system, read-only, locks, serialisation: not our fault.
    for (const char *prefix : {"08", "53", "57", "58", "25006", "55", "40"}) {
        if (text.startsWith(prefix))
            return Error::Kind::Unavailable;
    }
    return Error::Kind::Internal;
}

} // namespace

Result<PgTarget> PgTarget::parse(const QString &url)
{
    struct Free
    {
        void operator()(PQconninfoOption *options) const { PQconninfoFree(options); }
    };
    char *message = nullptr;
    const std::unique_ptr<PQconninfoOption, Free> parsed(
        PQconninfoParse(url.toUtf8().constData(), &message));
    PQfreemem(message); // it quotes the URL
    if (!parsed) {
        return failure(QStringLiteral("the URL of the database cannot be understood: it is "
                                      "postgresql://[user:password@]host[:port]/database, with "
                                      "what is special written as %XX"));
    }
    PgTarget target;
    QString host = QStringLiteral("localhost");
    QString port = QStringLiteral("5432");
    QString database;
    for (const PQconninfoOption *option = parsed.get(); option->keyword; ++option) {
        if (!option->val)
            continue;
        const QByteArrayView keyword(option->keyword);
        const QString value = QString::fromUtf8(option->val);
        target.m_options.emplace_back(option->keyword, option->val);
        if (keyword == "password")
            target.m_password = value;
        else if (keyword == "host" || keyword == "hostaddr")
            host = value;
        else if (keyword == "port")
            port = value;
        else if (keyword == "dbname")
            database = value;
    }
    for (const auto &[keyword, value] : Defaults) {
        const bool given =
            std::any_of(target.m_options.cbegin(), target.m_options.cend(),
                        [&name = keyword](const auto &option) { return option.first == name; });
        if (!given)
            target.m_options.emplace_back(keyword, value);
    }
    target.m_options.emplace_back("client_encoding", "UTF8");
    target.m_shown = QStringLiteral("PostgreSQL at %1:%2/%3").arg(host, port, database);
    return target;
}

QString PgTarget::withoutSecret(QString text) const
{
    return m_password.isEmpty() ? text : text.replace(m_password, QStringLiteral("***"));
}

bool PgRow::isNull(int column) const
{
    return PQgetisnull(m_result, m_row, column) != 0;
}

qint64 PgRow::integer(int column) const
{
    const QByteArrayView text = utf8(column);
    qint64 number = 0;
    std::from_chars(text.begin(), text.end(), number);
    return number;
}

std::optional<double> PgRow::real(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return utf8(column).toByteArray().toDouble();
}

QByteArrayView PgRow::utf8(int column) const
{
    return {PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column)};
}

int PgResult::rows() const
{
    return PQntuples(m_result.get());
}

std::optional<qint64> PgResult::number() const
{
    if (rows() == 0 || row(0).isNull(0))
        return std::nullopt;
    return row(0).integer(0);
}

void PgResult::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

void PgConnection::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

Result<PgConnection> PgConnection::open(const PgTarget &target)
{
    std::vector<const char *> keywords;
    std::vector<const char *> values;
    for (const auto &[keyword, value] : target.options()) {
        keywords.push_back(keyword.constData());
        values.push_back(value.constData());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    PgConnection connection(Handle(PQconnectdbParams(keywords.data(), values.data(), 0)), target);
    if (connection.isLost())
        return connection.failed(nullptr);
    PQsetNoticeProcessor(
        connection.m_handle.get(), [](void *, const char *) {}, nullptr);
    if (const auto done = connection.execute(SessionSql); !done)
        return tl::unexpected(done.error());
    return connection;
}

bool PgConnection::isLost() const
{
    return PQstatus(m_handle.get()) != CONNECTION_OK;
}

tl::unexpected<Error> PgConnection::failed(const pg_result *result) const
{
    // The primary message alone: details quote rows.
    const char *primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const QString text =
        QString::fromUtf8(primary ? primary : PQerrorMessage(m_handle.get())).simplified();
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return failure(m_target.shown() + QStringLiteral(": ") + m_target.withoutSecret(text),
                   isLost() ? Error::Kind::Unavailable : kindOf(state));
}

Result<PgResult> PgConnection::query(const QByteArray &sql, const PgValues &values)
{
    std::vector<const char *> texts;
    for (const PgValue &value : values)
        texts.push_back(value.data());
    pg_result *raw = PQexecParams(m_handle.get(), sql.constData(), static_cast<int>(texts.size()),
                                  nullptr, texts.data(), nullptr, nullptr, 0);
    PgResult result(raw);
    const ExecStatusType status = PQresultStatus(raw);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return failed(raw);
    return result;
}

Result<void> PgConnection::execute(const QByteArray &sql)
{
    pg_result *raw = PQexec(m_handle.get(), sql.constData());
    const PgResult result(raw);
    const ExecStatusType status = PQresultStatus(raw);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return failed(raw);
    return {};
}

Result<void> PgConnection::copyIn(const QByteArray &sql, const QByteArray &rows)
{
    pg_result *raw = PQexec(m_handle.get(), sql.constData());
    const PgResult begun(raw);
    if (PQresultStatus(raw) != PGRES_COPY_IN)
        return failed(raw);
    constexpr qsizetype Piece = 1024 * 1024;
    bool sent = true;
    for (qsizetype at = 0; sent && at < rows.size(); at += Piece) {
        const auto size = static_cast<int>(std::min(Piece, rows.size() - at));
        sent = PQputCopyData(m_handle.get(), rows.constData() + at, size) == 1;
    }
    if (!sent || PQputCopyEnd(m_handle.get(), nullptr) != 1)
        return failed(nullptr);
    Result<void> done;
    while (pg_result *next = PQgetResult(m_handle.get())) {
        const PgResult result(next);
        if (PQresultStatus(next) != PGRES_COMMAND_OK && done)
            done = failed(next);
    }
    return done;
}

} // namespace Tickwell
