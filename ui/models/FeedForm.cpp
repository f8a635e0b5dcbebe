// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/FeedForm.h"

#include "models/ServerWords.h"

#include <algorithm>
#include <array>
#include <utility>

namespace Tickwell {

namespace {

const std::array Names{QStringLiteral("simulator"), QStringLiteral("binance"),
                       QStringLiteral("alpaca")};

} // namespace

FeedForm::FeedForm(QObject *parent)
    : QObject(parent)
{
}

void FeedForm::setSource(DataSource *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    m_source = source;
    m_request = 0;
    if (source) {
        connect(source, &DataSource::feedAnswered, this, &FeedForm::takeAnswer);
        // Somebody else may change it as well, but not what is being typed here.
        connect(source, &DataSource::feedStatusChanged, this, [this] {
            const Feed before = std::exchange(m_running, running());
            if (!sending() && before != m_running && m_key.isEmpty() && m_secret.isEmpty())
                reset();
        });
    }
    reset();
    emit sourceChanged();
}

void FeedForm::setKey(const QString &key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_error.clear();
    emit changed();
}

void FeedForm::setSecret(const QString &secret)
{
    if (secret == m_secret)
        return;
    m_secret = secret;
    m_error.clear();
    emit changed();
}

void FeedForm::choose(Feed feed)
{
    if (feed == Feed::None || sending())
        return;
    m_feed = feed;
    m_error.clear();
    emit changed();
}

FeedForm::Feed FeedForm::running() const
{
    const QString name = m_source ? m_source->feedName() : QString();
    const auto at = std::find(Names.begin(), Names.end(), name);
    return at == Names.end() ? Feed::None : static_cast<Feed>(at - Names.begin());
}

bool FeedForm::applicable() const
{
    return !sending() && m_feed != Feed::None && (takesKey() || m_feed != running());
}

void FeedForm::apply()
{
    if (!m_source || m_feed == Feed::None || sending())
        return;
    m_error.clear();
    m_request = m_source->nextRequest();
    const bool withKey = takesKey();
    m_source->changeFeed(m_request, Names[static_cast<size_t>(m_feed)],
                         withKey ? m_key.trimmed() : QString(),
                         withKey ? m_secret.trimmed() : QString());
    emit changed();
}

void FeedForm::reset()
{
    m_feed = running();
    m_key.clear();
    m_secret.clear();
    m_error.clear();
    emit changed();
}

void FeedForm::takeAnswer(quint64 request, const QString &error)
{
    if (request != m_request)
        return;
    m_request = 0;
    m_error = ServerWords::said(error);
    if (error.isEmpty()) {
        m_key.clear();
        m_secret.clear();
    }
    emit changed();
}

} // namespace Tickwell
