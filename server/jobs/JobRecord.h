// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/Export.h"
#include "core/Job.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <variant>

namespace Tickwell {

/// Describes the CSV file @p path under `files/`, or the one that was sent along.
struct DescribeRequest
{
    QString path; ///< empty: what was sent along

    friend bool operator==(const DescribeRequest &, const DescribeRequest &) = default;
};

/// Exports captured rows to a file under `files/exports/`.
struct ExportRequest
{
    ExportQuery query = {};

    friend bool operator==(const ExportRequest &, const ExportRequest &) = default;
};

/// Computes the SHA-256 of the file @p path under `files/`, or of @p text as UTF-8.
struct HashRequest
{
    QString path; ///< empty: of the text
    QString text;

    friend bool operator==(const HashRequest &, const HashRequest &) = default;
};

/// Delivers @p message to @p email.
struct NotifyRequest
{
    QString email;
    QString message;

    friend bool operator==(const NotifyRequest &, const NotifyRequest &) = default;
};

/// What a job is to do.
using JobRequest = std::variant<DescribeRequest, ExportRequest, HashRequest, NotifyRequest>;

[[nodiscard]] JobKind kindOf(const JobRequest &request);

/// A job with all that it takes to do it, now or after a restart.
struct JobRecord
{
    Job job;
    JobRequest request;
    int tries = 0;         ///< that came to an end which asks for another
    int interruptions = 0; ///< times the program died while it ran
    qint64 spooled = 0;    ///< bytes that were sent along
    qint64 kept = 0;       ///< bytes that its result takes beside the record

    friend bool operator==(const JobRecord &, const JobRecord &) = default;
};

/// @p record as JSON for its file, and back; none when it is no record of this version.
[[nodiscard]] QByteArray toJson(const JobRecord &record);
[[nodiscard]] std::optional<JobRecord> parseJobRecord(const QByteArray &json);

} // namespace Tickwell
