// SPDX-License-Identifier: GPL-3.0-or-later
#include "MemoryStore.h"

#include <algorithm>

namespace Tickwell {

namespace {

class Reader final : public StoreReader
{
public:
    explicit Reader(std::shared_ptr<MemoryStore::Data> data)
        : m_data(std::move(data))
    {
    }

    Result<QList<Candle>> candles(const QString &, Interval, std::optional<Timestamp>,
                                  std::optional<Timestamp>, int) const override
    {
        return QList<Candle>();
    }
    Result<QList<Tick>> ticks(const QString &, Timestamp, Timestamp, int) const override
    {
        return QList<Tick>();
    }
    Result<QList<Tick>> newestTicks(const QString &, Timestamp, Timestamp, int) const override
    {
        return QList<Tick>();
    }
    Result<QList<HostSample>> samples(Timestamp, Timestamp, int) const override
    {
        return QList<HostSample>();
    }
    Result<void> eachSample(Timestamp, Timestamp,
                            const std::function<void(const HostSample &)> &) const override
    {
        return {};
    }
    Result<QList<ChatMessage>> messages(const QString &room, quint64 before,
                                        int limit) const override
    {
        const std::lock_guard lock(m_data->mutex);
        ++m_data->reads;
        QList<ChatMessage> found;
        for (auto message = m_data->messages.lower_bound(before);
             message != m_data->messages.begin() && found.size() < limit;) {
            --message;
            if (message->second.room == room && message->second.to.isEmpty())
                found.prepend(message->second);
        }
        return found;
    }
    Result<QList<ChatMessage>> messagesSince(quint64 since, int limit) const override
    {
        const std::lock_guard lock(m_data->mutex);
        QList<ChatMessage> found;
        for (auto message = m_data->messages.upper_bound(since);
             message != m_data->messages.end() && found.size() < limit; ++message)
            found.append(message->second);
        return found;
    }
    Result<QStringList> rooms() const override
    {
        const std::lock_guard lock(m_data->mutex);
        QStringList names;
        for (const auto &[seq, message] : m_data->messages) {
            if (!message.room.isEmpty() && !names.contains(message.room))
                names.append(message.room);
        }
        return names;
    }
    Result<quint64> lastTickSeq() const override { return 0; }
    Result<quint64> lastMessageSeq() const override
    {
        const std::lock_guard lock(m_data->mutex);
        return m_data->messages.empty() ? 0 : m_data->messages.rbegin()->first;
    }
    Result<qint64> estimateRows(const ExportQuery &) const override { return 0; }
    Result<std::unique_ptr<ExportCursor>> openExport(const ExportQuery &) const override
    {
        return failure(QStringLiteral("nothing to export"));
    }

private:
    std::shared_ptr<MemoryStore::Data> m_data;
};

} // namespace

MemoryStore::MemoryStore()
    : m_data(std::make_shared<Data>())
{
}

MemoryStore::~MemoryStore() = default;

void MemoryStore::failWith(const Error &error)
{
    const std::lock_guard lock(m_data->mutex);
    m_data->error = error;
}

int MemoryStore::reads() const
{
    const std::lock_guard lock(m_data->mutex);
    return m_data->reads;
}

Result<void> MemoryStore::write(const RecordBatch &batch)
{
    const std::lock_guard lock(m_data->mutex);
    for (const ChatMessage &message : batch.messages)
        m_data->messages.insert_or_assign(message.seq, message);
    return {};
}

Result<std::unique_ptr<StoreReader>> MemoryStore::openReader() const
{
    const std::lock_guard lock(m_data->mutex);
    if (m_data->error)
        return tl::unexpected(*m_data->error);
    return std::make_unique<Reader>(m_data);
}

} // namespace Tickwell
