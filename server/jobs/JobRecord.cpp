// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/JobRecord.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <type_traits>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

constexpr int Version = 1;

QJsonValue timeToJson(const std::optional<Timestamp> &time)
{
    return time ? QJsonValue(toMicros(*time)) : QJsonValue();
}

std::optional<Timestamp> timeFrom(const QJsonValue &json)
{
    return json.isDouble() ? std::optional(fromMicros(json.toInteger())) : std::nullopt;
}

QJsonObject toJson(const JobRequest &request)
{
    struct Writer
    {
        QJsonObject operator()(const DescribeRequest &describe) const
        {
            return {{"path"_L1, describe.path}};
        }
        QJsonObject operator()(const ExportRequest &asked) const
        {
            const ExportQuery &query = asked.query;
            return {{"dataset"_L1, toString(query.dataSet)},
                    {"symbol"_L1, query.symbol},
                    {"interval"_L1, query.interval ? toString(*query.interval) : QString()},
                    {"from"_L1, timeToJson(query.from)},
                    {"to"_L1, timeToJson(query.to)}};
        }
        QJsonObject operator()(const HashRequest &hash) const
        {
            return {{"path"_L1, hash.path}, {"text"_L1, hash.text}};
        }
        QJsonObject operator()(const NotifyRequest &notify) const
        {
            return {{"email"_L1, notify.email}, {"message"_L1, notify.message}};
        }
    };
    return std::visit(Writer(), request);
}

std::optional<JobRequest> requestFrom(JobKind kind, const QJsonObject &json)
{
    switch (kind) {
    case JobKind::Describe:
        return DescribeRequest{json["path"_L1].toString()};
    case JobKind::Export: {
        const auto dataSet = parseDataSet(json["dataset"_L1].toString());
        if (!dataSet)
            return std::nullopt;
        return ExportRequest{{*dataSet, json["symbol"_L1].toString(),
                              parseInterval(json["interval"_L1].toString()),
                              timeFrom(json["from"_L1]), timeFrom(json["to"_L1])}};
    }
    case JobKind::Hash:
        return HashRequest{json["path"_L1].toString(), json["text"_L1].toString()};
    case JobKind::Notify:
        return NotifyRequest{json["email"_L1].toString(), json["message"_L1].toString()};
    }
    Q_UNREACHABLE();
}

} // namespace

JobKind kindOf(const JobRequest &request)
{
    // The variant's alternatives stand in the order of the enumeration.
    static_assert(std::is_same_v<std::variant_alternative_t<size_t(JobKind::Notify), JobRequest>,
                                 NotifyRequest>);
    return static_cast<JobKind>(request.index());
}

QByteArray toJson(const JobRecord &record)
{
    const Job &job = record.job;
    const QJsonObject json{{"version"_L1, Version},
                           {"id"_L1, job.id},
                           {"kind"_L1, toString(job.kind)},
                           {"status"_L1, toString(job.status)},
                           {"priority"_L1, toString(job.priority)},
                           {"subject"_L1, job.subject},
                           {"created"_L1, timeToJson(job.created)},
                           {"completed"_L1, timeToJson(job.completed)},
                           {"result"_L1, QString::fromUtf8(job.result)},
                           {"error"_L1, job.error},
                           {"request"_L1, toJson(record.request)},
                           {"tries"_L1, record.tries},
                           {"interruptions"_L1, record.interruptions},
                           {"spooled"_L1, record.spooled},
                           {"kept"_L1, record.kept}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<JobRecord> parseJobRecord(const QByteArray &text)
{
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    const auto kind = parseJobKind(json["kind"_L1].toString());
    const auto status = parseJobStatus(json["status"_L1].toString());
    const auto priority = parseJobPriority(json["priority"_L1].toString());
    const auto created = timeFrom(json["created"_L1]);
    if (json["version"_L1].toInt() != Version || !kind || !status || !priority || !created)
        return std::nullopt;
    const auto request = requestFrom(*kind, json["request"_L1].toObject());
    if (!request)
        return std::nullopt;
    JobRecord record;
    record.job.id = json["id"_L1].toString();
    record.job.kind = *kind;
    record.job.status = *status;
    record.job.priority = *priority;
    record.job.progress = *status == JobStatus::Completed ? 1 : 0;
    record.job.subject = json["subject"_L1].toString();
    record.job.created = *created;
    record.job.completed = timeFrom(json["completed"_L1]);
    record.job.result = json["result"_L1].toString().toUtf8();
    record.job.error = json["error"_L1].toString();
    record.request = *request;
    record.tries = json["tries"_L1].toInt();
    record.interruptions = json["interruptions"_L1].toInt();
    record.spooled = json["spooled"_L1].toInteger();
    record.kept = json["kept"_L1].toInteger();
    return record;
}

} // namespace Tickwell
