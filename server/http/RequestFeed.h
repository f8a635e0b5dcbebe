// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTcpSocket>

namespace Tickwell {

/// A socket whose bytes come from memory: what Qt's HTTP server reads requests from. What is
/// written to it is thrown away.
class RequestFeed final : public QTcpSocket
{
    Q_OBJECT

public:
    explicit RequestFeed(QObject *parent = nullptr)
        : QTcpSocket(parent)
    {
        setOpenMode(QIODevice::ReadWrite);
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress::LocalHost);
    }

    ~RequestFeed() override
    {
        // There is nothing for QAbstractSocket to close.
        setSocketState(UnconnectedState);
        setOpenMode(QIODevice::NotOpen);
    }

    /// Lets the reader have @p bytes now. False when it hung up.
    bool deliver(const QByteArray &bytes)
    {
        m_bytes = bytes;
        m_taken = 0;
        Q_EMIT readyRead();
        return !m_isClosed;
    }

    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return QIODevice::bytesAvailable() + m_bytes.size() - m_taken;
    }
    [[nodiscard]] qint64 bytesToWrite() const override { return 0; }
    void disconnectFromHost() override { m_isClosed = true; }
    void close() override { m_isClosed = true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_bytes.size() - m_taken);
        std::copy_n(m_bytes.constData() + m_taken, size, data);
        m_taken += static_cast<qsizetype>(size);
        return size;
    }
    qint64 skipData(qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_bytes.size() - m_taken);
        m_taken += static_cast<qsizetype>(size);
        return size;
    }
    qint64 writeData(const char *, qint64 size) override { return size; }

private:
    QByteArray m_bytes;
    qsizetype m_taken = 0;
    bool m_isClosed = false;
};

} // namespace Tickwell
