// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QTcpSocket>

namespace Tickwell {

/// A connected socket without a system behind it: what it reads is put in by deliver(), what is
/// written to it is taken by takeWritten().
class MemorySocket final : public QTcpSocket
{
public:
    explicit MemorySocket(QObject *parent = nullptr)
        : QTcpSocket(parent)
    {
        setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
        setSocketState(ConnectedState);
        setPeerAddress(QHostAddress::LocalHost);
    }
    ~MemorySocket() override
    {
        // There is nothing for QAbstractSocket to close.
        setSocketState(UnconnectedState);
        setOpenMode(QIODevice::NotOpen);
    }

    void deliver(QByteArrayView bytes)
    {
        m_unread.append(bytes);
        Q_EMIT readyRead();
    }
    [[nodiscard]] QByteArray takeWritten() { return std::exchange(m_written, {}); }
    [[nodiscard]] qsizetype unreadSize() const { return m_unread.size(); }

    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return QIODevice::bytesAvailable() + m_unread.size();
    }
    [[nodiscard]] qint64 bytesToWrite() const override { return 0; }
    void disconnectFromHost() override { hangUp(); }
    void close() override { hangUp(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_unread.size());
        std::copy_n(m_unread.constData(), size, data);
        m_unread.remove(0, size);
        return size;
    }
    qint64 skipData(qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_unread.size());
        m_unread.remove(0, size);
        return size;
    }
    qint64 readLineData(char *data, qint64 maxSize) override
    {
        return QIODevice::readLineData(data, maxSize);
    }
    qint64 writeData(const char *data, qint64 size) override
    {
        m_written.append(data, size);
        return size;
    }

private:
    void hangUp()
    {
        if (state() == UnconnectedState)
            return;
        setSocketState(UnconnectedState);
        setOpenMode(QIODevice::NotOpen);
        m_unread.clear();
        Q_EMIT disconnected();
    }

    QByteArray m_unread;
    QByteArray m_written;
};

} // namespace Tickwell
