// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/Counters.h"

#include <array>

namespace Tickwell {

namespace {

struct Entry
{
    const char *name;
    qint64 Counters::*value;
};

constexpr std::array Entries{Entry{"ticks", &Counters::ticks},
                             Entry{"candles", &Counters::candles},
                             Entry{"host_samples", &Counters::samples},
                             Entry{"chat_messages", &Counters::messages},
                             Entry{"last_tick_seq", &Counters::lastTickSeq},
                             Entry{"last_message_seq", &Counters::lastMessageSeq}};

} // namespace

Result<Counters> loadCounters(const Connection &connection)
{
    auto read = connection.prepare("SELECT name, value FROM counters");
    if (!read)
        return tl::unexpected(read.error());
    Counters counters;
    Statement::Step step;
    while ((step = read->step()) == Statement::Step::Row) {
        for (const Entry &entry : Entries) {
            if (read->utf8(0) == QByteArrayView(entry.name))
                counters.*entry.value = read->integer(1);
        }
    }
    if (step == Statement::Step::Failed)
        return tl::unexpected(read->error());
    return counters;
}

Result<Statement> prepareCounters(const Connection &connection)
{
    return connection.prepare("INSERT INTO counters (name, value) VALUES (?, ?) "
                              "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
}

Result<void> saveCounters(Statement &save, const Counters &counters)
{
    for (const Entry &entry : Entries) {
        save.bind(1, QString::fromLatin1(entry.name));
        save.bind(2, counters.*entry.value);
        if (const auto done = save.run(); !done)
            return done;
    }
    return {};
}

} // namespace Tickwell
