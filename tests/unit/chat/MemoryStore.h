// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/Store.h"

#include <mutex>

#include <map>
#include <memory>

namespace Tickwell {

/// A store of chat messages in memory. Everything else in it is empty.
class MemoryStore final : public Store
{
public:
    MemoryStore();
    ~MemoryStore() override;

    /// From now on every reader fails with @p error.
    void failWith(const Error &error);
    /// How often a page of messages was read.
    [[nodiscard]] int reads() const;

    [[nodiscard]] Result<void> write(const RecordBatch &batch) override;
    [[nodiscard]] Result<bool> prune(const Retention &, Timestamp) override { return false; }
    [[nodiscard]] qint64 rows() const override { return 0; }
    [[nodiscard]] qint64 bytes() const override { return 0; }
    [[nodiscard]] Result<std::unique_ptr<StoreReader>> openReader() const override;
    [[nodiscard]] Result<std::unique_ptr<UserStore>> openUsers() const override
    {
        return failure(QStringLiteral("no users"));
    }
    [[nodiscard]] Result<std::unique_ptr<TradeStore>> openTrades() const override
    {
        return failure(QStringLiteral("no trades"));
    }
    [[nodiscard]] Result<std::unique_ptr<AlertStore>> openAlerts() const override
    {
        return failure(QStringLiteral("no alerts"));
    }

    struct Data
    {
        std::mutex mutex;
        std::map<quint64, ChatMessage> messages;
        std::optional<Error> error;
        int reads = 0;
    };

private:
    std::shared_ptr<Data> m_data;
};

} // namespace Tickwell
