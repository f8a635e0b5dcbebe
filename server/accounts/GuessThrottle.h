// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <list>

namespace Tickwell {

/// Makes whoever guesses passwords wait: the first few failures cost nothing, each further one
/// doubles the wait. Keys are whatever a guess is counted for: a name, an address. Pure: the time
/// is given, in milliseconds of a clock that never goes back.
class GuessThrottle
{
public:
    struct Rule
    {
        int free = 5;                            ///< failures without a wait
        std::chrono::milliseconds first{1'000};  ///< after the next failure
        std::chrono::milliseconds most{300'000}; ///< no wait is longer
        std::chrono::milliseconds memory{
            900'000}; ///< without a failure, after which all is forgiven
    };

    /// Remembers @p maxKeys; the one whose last failure is longest ago is forgotten early.
    explicit GuessThrottle(const Rule &rule, qsizetype maxKeys = 10'000);

    /// How long @p key must still wait; zero when it may try.
    [[nodiscard]] std::chrono::milliseconds wait(const QString &key,
                                                 std::chrono::milliseconds now) const;
    void failed(const QString &key, std::chrono::milliseconds now);
    void succeeded(const QString &key);

    [[nodiscard]] qsizetype keys() const { return m_places.size(); }

private:
    struct Entry
    {
        QString key;
        int failures = 0;
        std::chrono::milliseconds last{0};
    };

    [[nodiscard]] std::chrono::milliseconds penalty(int failures) const;

    Rule m_rule;
    qsizetype m_maxKeys;
    std::list<Entry> m_entries; ///< the longest quiet first
    QHash<QString, std::list<Entry>::iterator> m_places;
};

} // namespace Tickwell
