// SPDX-License-Identifier: GPL-3.0-or-later
#include "cache/RedisConnection.h"

#include "cache/RedisNotifiers.h"

#include <QHostInfo>

#include <algorithm>
#include <array>
#include <utility>

#include <hiredis/async.h>
#include <sys/socket.h>

namespace Tickwell {

namespace {

RedisConnection *connectionOf(const redisAsyncContext *context)
{
    return static_cast<RedisConnection *>(context->data);
}

/// How replies are made: as hiredis makes them, but for kinds that no command of ours has, of
/// which it would take any amount, and for what nobody asked for, which it asserts to be a
/// message. A null pointer ends the connection. Later versions know more kinds.
struct ReplyObjects
{
    explicit ReplyObjects(const redisReplyObjectFunctions &standard)
        : functions(standard)
    {
        original = standard;
        functions.createString = [](const redisReadTask *task, char *text, size_t length) {
            const bool known = task->type == REDIS_REPLY_STRING || task->type == REDIS_REPLY_STATUS
                || task->type == REDIS_REPLY_ERROR;
            // An error alone may come unasked: that there are too many clients.
            return known && (isExpected(task) || task->type == REDIS_REPLY_ERROR)
                ? original.createString(task, text, length)
                : nullptr;
        };
        functions.createInteger = [](const redisReadTask *task, long long number) {
            return isExpected(task) ? original.createInteger(task, number) : nullptr;
        };
        functions.createNil = [](const redisReadTask *task) {
            return isExpected(task) ? original.createNil(task) : nullptr;
        };
        refuse(functions.createArray);
        refuseLater(functions);
    }

    static bool isExpected(const redisReadTask *task)
    {
        return *static_cast<const qint64 *>(task->privdata) > 0;
    }
    template<typename... Arguments>
    static void refuse(void *(*&create)(Arguments...))
    {
        create = [](Arguments...) -> void * { return nullptr; };
    }
    template<typename Functions>
    static void refuseLater(Functions &functions)
    {
        if constexpr (requires { functions.createDouble; })
            refuse(functions.createDouble);
        if constexpr (requires { functions.createBool; })
            refuse(functions.createBool);
    }

    static inline redisReplyObjectFunctions original{};
    redisReplyObjectFunctions functions;
};

/// How errors begin, and what they mean.
constexpr std::array<std::pair<QByteArrayView, const char *>, 12> Errors{{
    {"NOAUTH", "it asks for a password"},
    {"WRONGPASS", "it refuses the user or the password"},
    {"NOPERM", "its user may not do this"},
    {"DENIED", "it is in protected mode and takes clients of its own machine only"},
    {"LOADING", "it is still loading its data"},
    {"OOM", "it is out of memory"},
    {"READONLY", "it is a replica that takes no writes"},
    {"MISCONF", "it cannot save its data and takes no writes"},
    {"MASTERDOWN", "it is a replica without a master"},
    {"WRONGTYPE", "there is a value of another kind under this key"},
    {"ERR max number of clients reached", "it takes no more clients"},
    {"ERR DB index is out of range", "it has no database of that number"},
}};

QString protocolReason()
{
    return QStringLiteral("it does not speak as a Redis does");
}

QByteArray knownBeginning(QByteArrayView text)
{
    for (const auto &[beginning, meaning] : Errors) {
        if (text.startsWith(beginning))
            return beginning.toByteArray();
    }
    return {};
}

RedisReply replyOf(const redisReply &reply)
{
    const auto text = [&] { return QByteArray(reply.str, static_cast<qsizetype>(reply.len)); };
    switch (reply.type) {
    case REDIS_REPLY_STRING:
        return {RedisReply::Kind::Bytes, text()};
    case REDIS_REPLY_STATUS:
        return {RedisReply::Kind::Status, text()};
    case REDIS_REPLY_INTEGER:
        return {RedisReply::Kind::Number, QByteArray::number(qint64(reply.integer))};
    case REDIS_REPLY_NIL:
        return {RedisReply::Kind::Nil, {}};
    default:
        return {RedisReply::Kind::Error, knownBeginning(text())};
    }
}

} // namespace

QString redisErrorText(const QByteArray &text)
{
    for (const auto &[beginning, meaning] : Errors) {
        if (text == beginning)
            return QString::fromLatin1(meaning);
    }
    return QStringLiteral("it answers with an error");
}

RedisConnection::RedisConnection(RedisUrl url, QObject *parent)
    : QObject(parent)
    , m_url(std::move(url))
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(OpenTimeout);
    connect(&m_deadline, &QTimer::timeout, this,
            [this] { fail(QStringLiteral("it does not answer")); });
}

RedisConnection::~RedisConnection()
{
    abort();
}

void RedisConnection::open()
{
    abort();
    m_deadline.start();
    if (!m_url.socket.isEmpty()) {
        begin(redisAsyncConnectUnix(m_url.socket.toLocal8Bit().constData()));
        return;
    }
    if (const QHostAddress address(m_url.host); !address.isNull()) {
        m_addresses = {address};
        connectToNext();
        return;
    }
    m_lookup = QHostInfo::lookupHost(m_url.host, this, [this](const QHostInfo &found) {
        if (found.lookupId() != m_lookup)
            return;
        m_lookup = -1;
        m_addresses = found.addresses();
        if (m_addresses.isEmpty())
            fail(QStringLiteral("no address of that name is known"));
        else
            connectToNext();
    });
}

void RedisConnection::abort()
{
    m_deadline.stop();
    if (m_lookup != -1)
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    m_addresses.clear();
    release();
}

void RedisConnection::release()
{
    ++m_attempt;
    m_steps.clear();
    if (redisAsyncContext *context = std::exchange(m_context, nullptr)) {
        context->data = nullptr;
        redisAsyncFree(context);
    }
    // hiredis may be on its way out of a call by it.
    if (m_notifiers)
        std::exchange(m_notifiers, nullptr)->deleteLater();
}

void RedisConnection::connectToNext()
{
    begin(redisAsyncConnect(m_addresses.takeFirst().toString().toLatin1().constData(), m_url.port));
}

void RedisConnection::begin(redisAsyncContext *context)
{
    if (!context || context->err) {
        const QString reason =
            context ? reasonOf(context) : QStringLiteral("this machine is out of memory");
        if (context)
            redisAsyncFree(context);
        loseLater(reason);
        return;
    }
    static ReplyObjects objects(*context->c.reader->fn);
    context->c.reader->fn = &objects.functions;
    context->c.reader->privdata = &m_expected;
    m_expected = 0;
    m_context = context;
    context->data = this;
    m_notifiers = new RedisNotifiers(context, this);
    connect(m_notifiers, &RedisNotifiers::read, this, &RedisConnection::checkBuffer);
    redisAsyncSetConnectCallback(context, [](const redisAsyncContext *of, int status) {
        if (RedisConnection *connection = connectionOf(of)) {
            if (status == REDIS_OK)
                connection->greet();
            else
                connection->onLost(of);
        }
    });
    redisAsyncSetDisconnectCallback(context, [](const redisAsyncContext *of, int) {
        if (RedisConnection *connection = connectionOf(of))
            connection->onLost(of);
    });
}

/// Only now: what follows is answered in a database that is ours.
void RedisConnection::greet()
{
    if (!m_url.password.isEmpty()) {
        m_steps.push_back(Step::Auth);
        if (m_url.user.isEmpty())
            send({"AUTH", m_url.password});
        else
            send({"AUTH", m_url.user, m_url.password});
    }
    if (m_url.database != 0) {
        m_steps.push_back(Step::Select);
        send({"SELECT", QByteArray::number(m_url.database)});
    }
    m_steps.push_back(Step::Ping);
    send({"PING"});
}

void RedisConnection::send(std::initializer_list<QByteArrayView> words)
{
    if (!m_context)
        return; // closed() is on its way
    std::array<const char *, 8> texts{};
    std::array<size_t, 8> lengths{};
    Q_ASSERT(words.size() <= texts.size());
    size_t count = 0;
    for (const QByteArrayView word : words) {
        texts[count] = word.data();
        lengths[count++] = static_cast<size_t>(word.size());
    }
    const auto answer = [](redisAsyncContext *of, void *reply, void *) {
        // No reply: the connection ends, which is told by its own call.
        if (RedisConnection *connection = connectionOf(of); connection && reply)
            connection->onReply(replyOf(*static_cast<const redisReply *>(reply)));
    };
    if (redisAsyncCommandArgv(m_context, answer, nullptr, static_cast<int>(count), texts.data(),
                              lengths.data())
        == REDIS_OK)
        ++m_expected;
    else
        loseLater(QStringLiteral("this machine is out of memory"));
}

void RedisConnection::onReply(const RedisReply &reply)
{
    --m_expected;
    if (m_steps.empty()) {
        emit answered(reply);
        return;
    }
    const Step step = m_steps.front();
    m_steps.pop_front();
    if (reply.kind == RedisReply::Kind::Error) {
        if (step == Step::Auth)
            return fail(redisErrorText("WRONGPASS"));
        // A user who may not ping has been answered all the same.
        if (step != Step::Ping || reply.text != "NOPERM")
            return fail(redisErrorText(reply.text));
    } else if (reply.kind != RedisReply::Kind::Status
               || reply.text != (step == Step::Ping ? "PONG" : "OK")) {
        return failForProtocol();
    }
    if (m_steps.empty()) {
        m_deadline.stop();
        m_addresses.clear();
        emit ready();
    }
}

/// hiredis takes in whole replies however long they are; this looks after each 16 KiB.
void RedisConnection::checkBuffer()
{
    if (m_context && m_context->c.reader->len - m_context->c.reader->pos > MaxReply)
        fail(QStringLiteral("it sends more than %1 bytes at once").arg(MaxReply));
}

/// hiredis frees @p context after this.
void RedisConnection::onLost(const redisAsyncContext *context)
{
    QString reason = reasonOf(context);
    // Where Redis spoke and hung up, writing may fail before what it said was read.
    std::array<char, 256> last{};
    if (context->c.err == REDIS_ERR_IO
        && ::recv(context->c.fd, last.data(), last.size() - 1, MSG_DONTWAIT) > 0 && last[0] == '-')
        reason = redisErrorText(knownBeginning(last.data() + 1));
    m_context = nullptr;
    loseLater(reason);
}

/// Not from within a call of hiredis, nor from within open().
void RedisConnection::loseLater(const QString &reason)
{
    QMetaObject::invokeMethod(
        this,
        [this, reason, attempt = m_attempt] {
            if (attempt == m_attempt)
                lose(reason);
        },
        Qt::QueuedConnection);
}

void RedisConnection::lose(const QString &reason)
{
    if (m_addresses.isEmpty()) {
        fail(reason);
        return;
    }
    release();
    connectToNext();
}

void RedisConnection::fail(const QString &reason)
{
    abort();
    emit closed(reason);
}

void RedisConnection::failForProtocol()
{
    fail(protocolReason());
}

/// Of what hiredis says only what this machine's system said to it.
QString RedisConnection::reasonOf(const redisAsyncContext *context)
{
    switch (context->c.err) {
    case REDIS_ERR_IO:
        return QString::fromLocal8Bit(context->c.errstr);
    case REDIS_ERR_PROTOCOL:
    case REDIS_ERR_OOM:
        return protocolReason();
    case REDIS_ERR_OTHER:
        return redisErrorText(knownBeginning(context->c.errstr));
    default:
        return QStringLiteral("it closed the connection");
    }
}

} // namespace Tickwell
