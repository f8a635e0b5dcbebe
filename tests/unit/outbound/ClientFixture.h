// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "RawUpstream.h"

#include "../core/AsyncFixture.h"
#include "core/AsyncTimeout.h"
#include "outbound/HttpClient.h"

#include <QTest>

namespace Tickwell {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// A client whose time stands still, whose names resolve to what the test says, and an upstream.
class ClientFixture : public QObject
{
protected:
    void reset()
    {
        m_upstream = std::make_unique<RawUpstream>();
        m_upstream->answerWith({RawUpstream::answer("200 OK", "hello")});
        m_options = OutboundOptions();
        m_options.allowPrivate = {rule(u"127.0.0.1"_s), rule(u"inside.test"_s)};
        m_options.allow = {rule(u"outside.test"_s)};
        m_addresses = {QHostAddress(QHostAddress::LocalHost)};
        m_lookups = 0;
        m_timers = std::make_unique<ManualTimers>();
        m_outcome.reset();
        makeClient();
    }
    void makeClient(const QSslConfiguration &tls = QSslConfiguration::defaultConfiguration())
    {
        HttpClient::World world;
        world.timers = m_timers.get();
        world.clock = &m_clock;
        world.chance = [] { return 0.0; };
        world.resolve = [this](const QString &, const CancelToken &token) {
            return resolve(token);
        };
        world.tls = tls;
        m_client = std::make_unique<HttpClient>(m_options, world);
    }
    void end()
    {
        m_client.reset();
        m_upstream.reset();
        QCOMPARE(Alive::count, 0);
        QCOMPARE(m_timers->pending(), 0u);
    }

    /// @p host on the upstream's port.
    [[nodiscard]] HostRule rule(const QString &host) const
    {
        return {host, false, m_upstream->serverPort()};
    }
    [[nodiscard]] FetchRequest request(const QUrl &url) const
    {
        FetchRequest request;
        request.url = url;
        request.keepBody = true;
        return request;
    }
    void fetch(const QUrl &url, const CancelToken &token = {}) { fetch(request(url), token); }
    void fetch(const FetchRequest &request, const CancelToken &token = {})
    {
        keep(m_outcome, m_client->fetch(request, token));
    }
    /// Waits until no try is under way: it has ended, or waits for the next.
    [[nodiscard]] bool isIdleAfter(qsizetype requests) const
    {
        return QTest::qWaitFor([this, requests] {
            return m_upstream->heads.size() >= requests && m_client->statistics().inFlight == 0;
        });
    }
    /// What it came to: "200 hello", or why not.
    [[nodiscard]] QString outcome()
    {
        if (!QTest::qWaitFor([this] { return m_outcome.has_value(); }))
            return u"nothing"_s;
        return *m_outcome
            ? u"%1 %2"_s.arg((*m_outcome)->status).arg(QString::fromLatin1((*m_outcome)->body))
            : text(*m_outcome);
    }

    std::unique_ptr<RawUpstream> m_upstream;
    std::unique_ptr<ManualTimers> m_timers;
    std::unique_ptr<HttpClient> m_client;
    OutboundOptions m_options;
    QList<QHostAddress> m_addresses;
    int m_lookups = 0;
    bool m_isResolverSilent = false;
    ManualClock m_clock{Timestamp(1'000'000s)};
    std::optional<Result<HttpAnswer>> m_outcome;

private:
    Async<QList<QHostAddress>> resolve(CancelToken token)
    {
        ++m_lookups;
        if (m_isResolverSilent) {
            const auto slept = co_await sleepFor(*m_timers, 1h, token);
            co_return tl::unexpected(slept.error());
        }
        co_return m_addresses;
    }
};

} // namespace Tickwell
