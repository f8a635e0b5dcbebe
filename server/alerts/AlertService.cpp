// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/AlertService.h"

#include "core/Background.h"
#include "market/MarketService.h"
#include "monitor/MonitorService.h"
#include "store/AlertStore.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace Tickwell {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcAlerts, "tickwell.alerts", QtInfoMsg)

} // namespace

AlertService::AlertService(MarketService &market, MonitorService &monitor,
                           std::unique_ptr<AlertStore> store, QThreadPool *pool, const Clock &clock,
                           QObject *parent)
    : QObject(parent)
    , m_market(market)
    , m_store(std::move(store))
    , m_pool(pool)
    , m_clock(clock)
    , m_retryTimer(this)
    , m_warmTimer(this)
{
    m_retryTimer.setSingleShot(true);
    m_retryTimer.setInterval(RetryDelay);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] {
        save();
        // Without anything to write, the next who wants something finds out.
        if (!m_isSaving)
            m_fault.clear();
    });
    m_warmTimer.setSingleShot(true);
    m_warmTimer.setInterval(WarmDelay);
    connect(&m_warmTimer, &QTimer::timeout, this, [this] {
        m_cold.insert(m_cold.end(), m_refused.cbegin(), m_refused.cend());
        m_refused.clear();
        warmUp();
    });
    connect(&market, &MarketService::quoteChanged, this, &AlertService::takeQuote);
    connect(&market, &MarketService::candleChanged, this, &AlertService::takeCandle);
    connect(&market, &MarketService::feedReplaced, this, &AlertService::takeFeed);
    connect(&monitor, &MonitorService::sampled, this, &AlertService::takeSample);
}

AlertService::~AlertService() = default;

Result<void> AlertService::load()
{
    const auto log = m_store->load();
    if (!log)
        return failure(u"The alerts cannot be read: %1"_s.arg(log.error().message),
                       log.error().kind);
    m_log = log->events;
    m_lastSeq = m_log.isEmpty() ? 0 : m_log.constLast().seq;
    m_lastId = log->lastId;
    for (const Alert &alert : log->alerts) {
        m_lastId = std::max(m_lastId, alert.id);
        follow(std::make_shared<AlertWatch>(alert));
    }
    return {};
}

void AlertService::start()
{
    for (const auto &[id, watch] : m_watches) {
        const AlertTerms &terms = watch->terms();
        if (terms.kind == AlertKind::Host)
            continue;
        if (const auto watched = m_market.watch(terms.symbol); !watched)
            qCWarning(lcAlerts, "Alert %llu sleeps: %s", id, qPrintable(watched.error().message));
        if (terms.kind == AlertKind::Indicator)
            m_cold.push_back(id);
    }
    warmUp();
}

void AlertService::stop()
{
    m_isStopped = true;
    m_retryTimer.stop();
    m_warmTimer.stop();
    const Result<Alert> answer =
        failure(u"The server is being stopped"_s, Error::Kind::Unavailable);
    for (const Waiting &waiting : std::exchange(m_waiting, {})) {
        if (waiting.context)
            waiting.ready(answer);
    }
}

void AlertService::flush()
{
    Q_ASSERT(m_isStopped && !m_isSaving);
    const AlertChange change = takeChange();
    if (change.isEmpty())
        return;
    if (const auto done = m_store->write(change); !done)
        qCWarning(lcAlerts, "Alerts of the last moment were not kept: %s",
                  qPrintable(done.error().message));
}

Result<void> AlertService::admit() const
{
    if (m_isStopped)
        return failure(u"The server is being stopped"_s, Error::Kind::Unavailable);
    if (!m_fault.isEmpty())
        return failure(u"No alerts are taken: %1"_s.arg(m_fault), Error::Kind::Unavailable);
    if (m_waiting.size() >= MaxWaiting)
        return failure(u"Too many alerts at once: try again"_s, Error::Kind::Limit);
    return {};
}

/// Whether there is one, which nobody else is removing.
Result<void> AlertService::findToRemove(quint64 id) const
{
    const auto removes = [id](const Waiting &waiting) { return waiting.removed == id; };
    if (!m_watches.contains(id) || std::any_of(m_waiting.cbegin(), m_waiting.cend(), removes)
        || std::any_of(m_beingSaved.cbegin(), m_beingSaved.cend(), removes))
        return failure(u"There is no alert %1"_s.arg(id), Error::Kind::NotFound);
    return {};
}

/// Of those that are there @p leaving will go with it.
Result<std::shared_ptr<AlertWatch>> AlertService::make(const AlertTerms &terms, std::size_t leaving)
{
    if (const auto valid = checkAlert(terms); !valid)
        return tl::unexpected(valid.error());
    const auto isNew = [](const Waiting &waiting) { return waiting.added != nullptr; };
    const auto coming = std::count_if(m_waiting.cbegin(), m_waiting.cend(), isNew)
        + std::count_if(m_beingSaved.cbegin(), m_beingSaved.cend(), isNew);
    if (m_watches.size() + static_cast<std::size_t>(coming) >= MaxAlerts + leaving)
        return failure(
            u"There are %1 alerts, which is all there can be: delete one first"_s.arg(MaxAlerts),
            Error::Kind::Limit);
    if (terms.kind != AlertKind::Host) {
        if (const auto watched = m_market.watch(terms.symbol); !watched)
            return tl::unexpected(watched.error());
    }
    Alert alert;
    alert.id = ++m_lastId;
    alert.terms = terms;
    // A price is said with the digits of the symbol's prices: 266.70, whoever wrote 266.7.
    if (terms.kind == AlertKind::Price) {
        const Decimal price = terms.threshold.rescaled(m_market.priceScale(terms.symbol));
        if (price == terms.threshold)
            alert.terms.threshold = price;
    }
    alert.created = m_clock.now();
    auto watch = std::make_shared<AlertWatch>(alert);
    // Where it begins: a price that is beyond now has not crossed.
    if (const auto quote = m_market.quote(terms.symbol))
        (void)watch->takePrice(quote->time, quote->price);
    watch->setKept(watch->alert());
    return watch;
}

void AlertService::add(const AlertTerms &terms, QObject *context, AlertReady ready)
{
    const auto made = admit().and_then([&] { return make(terms); });
    if (!made)
        return refuse(context, std::move(ready), made.error());
    m_waiting.push_back({context, std::move(ready), (*made)->kept(), *made});
    save();
}

void AlertService::replace(quint64 id, const AlertTerms &terms, QObject *context, AlertReady ready)
{
    const auto made =
        admit().and_then([&] { return findToRemove(id); }).and_then([&] { return make(terms, 1); });
    if (!made)
        return refuse(context, std::move(ready), made.error());
    m_waiting.push_back({context, std::move(ready), (*made)->kept(), *made, id});
    save();
}

void AlertService::remove(quint64 id, QObject *context, AlertReady ready)
{
    const auto found = admit().and_then([&] { return findToRemove(id); });
    if (!found)
        return refuse(context, std::move(ready), found.error());
    m_waiting.push_back({context, std::move(ready), m_watches.at(id)->kept(), nullptr, id});
    save();
}

void AlertService::refuse(QObject *context, AlertReady ready, const Error &error)
{
    Q_ASSERT(context && context->thread() == thread());
    QMetaObject::invokeMethod(
        context, [ready = std::move(ready), error] { ready(tl::unexpected(error)); },
        Qt::QueuedConnection);
}

void AlertService::follow(const std::shared_ptr<AlertWatch> &watch)
{
    m_watches.emplace(watch->kept().id, watch);
    if (watch->terms().kind == AlertKind::Host)
        m_ofHost.push_back(watch);
    else
        m_bySymbol[watch->terms().symbol].push_back(watch);
}

void AlertService::unfollow(quint64 id)
{
    const auto known = m_watches.find(id);
    if (known == m_watches.end())
        return;
    const std::shared_ptr<AlertWatch> watch = known->second;
    m_watches.erase(known);
    m_unsaved.erase(id);
    std::erase(m_ofHost, watch);
    const auto same = m_bySymbol.find(watch->terms().symbol);
    if (same == m_bySymbol.end())
        return;
    std::erase(*same, watch);
    if (same->empty())
        m_bySymbol.erase(same);
}

void AlertService::takeQuote(const Quote &quote)
{
    const auto watches = m_bySymbol.constFind(quote.symbol);
    if (watches == m_bySymbol.constEnd() || m_isStopped)
        return;
    for (const auto &watch : *watches)
        note(*watch, watch->takePrice(quote.time, quote.price));
    save();
}

void AlertService::takeCandle(const Candle &candle)
{
    if (!candle.closed || m_isStopped)
        return;
    const auto watches = m_bySymbol.constFind(candle.symbol);
    if (watches == m_bySymbol.constEnd())
        return;
    for (const auto &watch : *watches)
        note(*watch, watch->takeBar(candle));
    save();
}

void AlertService::takeSample(const HostSample &sample)
{
    if (m_isStopped)
        return;
    for (const auto &watch : m_ofHost)
        note(*watch, watch->takeSample(sample));
    save();
}

/// From one feed to the other no price crosses anything.
void AlertService::takeFeed()
{
    if (m_isStopped)
        return;
    for (const auto &[id, watch] : m_watches) {
        if (watch->forget())
            m_unsaved.insert(id);
    }
    ++m_feed;
    m_warming = 0; // of the old feed's answers none counts
    m_cold.clear();
    m_refused.clear();
    save();
    // The new feed follows the symbols first.
    QMetaObject::invokeMethod(
        this,
        [this, feed = m_feed] {
            if (feed == m_feed && !m_isStopped)
                start();
        },
        Qt::QueuedConnection);
}

void AlertService::note(const AlertWatch &watch, const AlertWatch::Outcome &outcome)
{
    if (!outcome.isChanged)
        return;
    const quint64 id = watch.kept().id;
    m_unsaved.insert(id);
    if (!outcome.firing)
        return;
    m_untold.append(
        {++m_lastSeq, id, outcome.firing->time, outcome.firing->value, outcome.firing->text});
    while (m_untold.size() > MaxUntold) {
        m_untold.removeFirst();
        ++m_dropped;
    }
}

void AlertService::warmUp()
{
    while (m_warming < MaxWarming && !m_cold.empty()) {
        const quint64 id = m_cold.front();
        m_cold.pop_front();
        const auto watch = m_watches.find(id);
        if (watch == m_watches.end() || watch->second->isWarm())
            continue;
        ++m_warming;
        const AlertTerms &terms = watch->second->terms();
        const CandleQuery query{terms.symbol, terms.interval, std::nullopt, std::nullopt,
                                IndicatorReading::barsNeeded(terms)};
        m_market.candles(query, this, [this, id, feed = m_feed](const Result<QList<Candle>> &bars) {
            warmed(id, feed, bars);
        });
    }
}

void AlertService::warmed(quint64 id, quint64 feed, const Result<QList<Candle>> &bars)
{
    if (feed != m_feed || m_isStopped)
        return;
    --m_warming;
    if (const auto known = m_watches.find(id); known != m_watches.end()) {
        AlertWatch &watch = *known->second;
        if (bars)
            note(watch,
                 watch.warm(*bars, ExchangeDays(m_market.exchangeZone(watch.terms().symbol))));
        if (!watch.isWarm()) {
            m_refused.push_back(id);
            if (!m_warmTimer.isActive())
                m_warmTimer.start();
        }
    }
    warmUp();
    save();
}

/// All that is to be written. Of an alert that goes nothing else is.
AlertChange AlertService::takeChange()
{
    AlertChange change;
    change.removed = std::exchange(m_undone, {});
    for (const Waiting &waiting : m_beingSaved) {
        if (waiting.added)
            change.alerts.append(waiting.added->alert());
        if (waiting.removed)
            change.removed.append(*waiting.removed);
    }
    for (const quint64 id : std::exchange(m_unsaved, {}))
        change.alerts.append(m_watches.at(id)->alert());
    change.events = std::exchange(m_untold, {});
    change.lastId = m_lastId;
    return change;
}

void AlertService::save()
{
    if (m_isSaving || m_isStopped || m_retryTimer.isActive())
        return;
    if (m_waiting.empty() && m_unsaved.empty() && m_untold.isEmpty() && m_undone.isEmpty())
        return;
    m_isSaving = true;
    m_beingSaved = std::exchange(m_waiting, {});
    auto change = std::make_shared<const AlertChange>(takeChange());
    runInBackground(
        m_pool, this, [store = m_store, change] { return store->write(*change); },
        [this, change](const Result<void> &done) { saved(*change, done); });
}

void AlertService::saved(const AlertChange &change, const Result<void> &done)
{
    if (done)
        keep(change);
    else
        fail(change, done.error());
    m_isSaving = false;
    save();
}

void AlertService::keep(const AlertChange &change)
{
    m_fault.clear();
    const std::vector<Waiting> answers = std::exchange(m_beingSaved, {});
    for (const Waiting &waiting : answers) {
        if (!waiting.added)
            continue;
        follow(waiting.added);
        if (waiting.added->terms().kind == AlertKind::Indicator)
            m_cold.push_back(waiting.added->kept().id);
    }
    for (const Alert &alert : change.alerts) {
        const auto watch = m_watches.find(alert.id);
        if (watch == m_watches.end())
            continue;
        watch->second->setKept(alert);
        emit alertChanged(alert);
    }
    m_log.append(change.events);
    if (m_log.size() > AlertStore::KeptEvents)
        m_log.remove(0, m_log.size() - AlertStore::KeptEvents);
    m_firedCount += static_cast<quint64>(change.events.size());
    for (const AlertEvent &event : change.events)
        emit alertFired(event);
    for (const quint64 id : change.removed) {
        if (!m_watches.contains(id))
            continue;
        unfollow(id);
        emit alertRemoved(id);
    }
    for (const Waiting &waiting : answers) {
        if (waiting.context)
            waiting.ready(waiting.answer);
        // What came while it was being written is its first value, or crosses already.
        if (!waiting.added || !m_watches.contains(waiting.added->kept().id))
            continue;
        if (const auto quote = m_market.quote(waiting.added->terms().symbol))
            note(*waiting.added, waiting.added->takePrice(quote->time, quote->price));
    }
    warmUp();
}

/// Nothing of what was asked for since the last write has happened; what happened is kept for the
/// next. A write that failed at its very end may be there all the same, so it is also undone.
void AlertService::fail(const AlertChange &change, const Error &error)
{
    qCWarning(lcAlerts, "Alerts cannot be kept: %s", qPrintable(error.message));
    m_fault = error.message;
    const std::vector<Waiting> beingSaved = std::exchange(m_beingSaved, {});
    for (const Waiting &waiting : beingSaved) {
        if (waiting.added)
            m_undone.append(waiting.added->kept().id);
        if (waiting.removed && m_watches.contains(*waiting.removed))
            m_unsaved.insert(*waiting.removed);
    }
    putBack(change);
    m_retryTimer.start();
    const Result<Alert> answer =
        failure(u"The alert could not be kept: %1"_s.arg(error.message), Error::Kind::Unavailable);
    for (const auto &queue : {beingSaved, std::exchange(m_waiting, {})}) {
        for (const Waiting &waiting : queue) {
            if (waiting.context)
                waiting.ready(answer);
        }
    }
}

void AlertService::putBack(const AlertChange &change)
{
    for (const Alert &alert : change.alerts) {
        if (m_watches.contains(alert.id))
            m_unsaved.insert(alert.id);
    }
    for (const quint64 id : change.removed) {
        if (!m_watches.contains(id) && !m_undone.contains(id))
            m_undone.append(id);
    }
    m_untold = change.events + m_untold;
    const qsizetype tooMany = m_untold.size() - MaxUntold;
    if (tooMany > 0) {
        m_untold.remove(0, tooMany);
        m_dropped += static_cast<quint64>(tooMany);
    }
}

std::optional<Alert> AlertService::alert(quint64 id) const
{
    const auto watch = m_watches.find(id);
    return watch == m_watches.end() ? std::nullopt : std::optional(watch->second->kept());
}

QList<Alert> AlertService::alerts() const
{
    QList<Alert> all;
    all.reserve(static_cast<qsizetype>(m_watches.size()));
    for (const auto &[id, watch] : m_watches)
        all.append(watch->kept());
    return all;
}

QList<AlertEvent> AlertService::events(qsizetype limit, quint64 before) const
{
    QList<AlertEvent> newest;
    for (auto event = m_log.crbegin(); event != m_log.crend() && newest.size() < limit; ++event) {
        if (event->seq < before)
            newest.append(*event);
    }
    return newest;
}

} // namespace Tickwell
