// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobs/NotificationLog.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;
using namespace Qt::StringLiterals;

class tst_NotificationLog : public QObject
{
    Q_OBJECT

private slots:
    void init();

    void numbersThemAndGivesTheNewestFirst();
    void pagesBackFromAnId();
    void aTaskHasOneNotification();
    void isReadAgain();
    void keepsTheNewestThousand();
    void aLineThatACrashCutIsForgottenAndSpoilsNothing();
    void whatIsNoNotificationIsForgotten();
    void idsGoOnAfterARestart();
    void theFileDoesNotGrowForever();
    void theFileIsTheOwnersAlone();
    void aDiskThatTakesNothingIsAnError();

private:
    [[nodiscard]] QString path() const { return m_folder->path() + u"/log"_s; }
    void reopen()
    {
        m_log = std::make_unique<NotificationLog>(path());
        QVERIFY(m_log->load());
    }
    static Notification made(int number)
    {
        Notification notification;
        notification.taskId = QString::number(number);
        notification.email = u"ana@example.com"_s;
        notification.message = u"number %1\n价"_s.arg(number);
        notification.created = fromMicros(1'769'860'800'000'000 + number);
        return notification;
    }
    void put(int from, int to)
    {
        for (int i = from; i <= to; ++i)
            QVERIFY(m_log->put(made(i)));
    }
    [[nodiscard]] QStringList tasks(qsizetype limit, std::optional<quint64> before = {}) const
    {
        QStringList list;
        for (const Notification &notification : m_log->newest(limit, before))
            list.append(notification.taskId);
        return list;
    }
    [[nodiscard]] QByteArray content() const
    {
        QFile file(path());
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }
    void append(const QByteArray &bytes)
    {
        QFile file(path());
        QVERIFY(file.open(QFile::Append));
        file.write(bytes);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<NotificationLog> m_log;
};

void tst_NotificationLog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    reopen();
}

void tst_NotificationLog::numbersThemAndGivesTheNewestFirst()
{
    put(1, 3);
    QCOMPARE(tasks(2), QStringList({u"3"_s, u"2"_s}));
    QCOMPARE(m_log->newest(1).first().id, 3U);
}

void tst_NotificationLog::pagesBackFromAnId()
{
    put(1, 5);
    QCOMPARE(tasks(2, 3), QStringList({u"2"_s, u"1"_s}));
    QCOMPARE(tasks(2, 1), QStringList());
}

void tst_NotificationLog::aTaskHasOneNotification()
{
    put(1, 2);
    Notification sent = made(1);
    sent.delivery = Notification::Delivery::Sent;
    QCOMPARE(m_log->put(sent)->id, 1U);
    QCOMPARE(tasks(9), QStringList({u"2"_s, u"1"_s}));
    QVERIFY(m_log->of(u"1"_s)->delivery == Notification::Delivery::Sent);
    reopen();
    QCOMPARE(tasks(9), QStringList({u"2"_s, u"1"_s}));
    QVERIFY(m_log->of(u"1"_s)->delivery == Notification::Delivery::Sent);
}

void tst_NotificationLog::isReadAgain()
{
    put(1, 2);
    Notification failed = made(3);
    failed.delivery = Notification::Delivery::Failed;
    failed.error = u"no \"such\" user"_s;
    QVERIFY(m_log->put(failed));
    const auto before = m_log->newest(9);
    reopen();
    QCOMPARE(m_log->newest(9), before);
}

void tst_NotificationLog::keepsTheNewestThousand()
{
    put(1, 1003);
    QCOMPARE(m_log->newest(5000).size(), 1000);
    reopen();
    QCOMPARE(m_log->newest(5000).size(), 1000);
    QCOMPARE(m_log->newest(5000).last().id, 4U);
}

void tst_NotificationLog::aLineThatACrashCutIsForgottenAndSpoilsNothing()
{
    put(1, 1);
    append(content().chopped(5));
    reopen();
    put(2, 2);
    reopen();
    QCOMPARE(tasks(9), QStringList({u"2"_s, u"1"_s}));
}

void tst_NotificationLog::whatIsNoNotificationIsForgotten()
{
    put(1, 1);
    append("nonsense\n{\"id\":-1}\n\xff\xfe\n");
    reopen();
    QCOMPARE(tasks(9), QStringList(u"1"_s));
    QCOMPARE(content().count('\n'), 1);
}

void tst_NotificationLog::idsGoOnAfterARestart()
{
    put(1, 2);
    reopen();
    QCOMPARE(m_log->put(made(3))->id, 3U);
}

void tst_NotificationLog::theFileDoesNotGrowForever()
{
    put(1, 1);
    Notification notification = made(1);
    for (int i = 0; i < 4'100; ++i) {
        notification.error = QString::number(i);
        QVERIFY(m_log->put(notification));
    }
    QVERIFY(content().count('\n') < 200);
}

void tst_NotificationLog::theFileIsTheOwnersAlone()
{
    put(1, 1);
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(path()), owner);
    put(2, 1100);
    reopen();
    QCOMPARE(QFile::permissions(path()), owner);
}

void tst_NotificationLog::aDiskThatTakesNothingIsAnError()
{
    put(1, 1);
    m_folder->remove();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"cannot write"_s));
    const auto refused = m_log->put(made(2));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Unavailable);
    QCOMPARE(tasks(9), QStringList(u"1"_s));
}

QTEST_GUILESS_MAIN(tst_NotificationLog)
#include "tst_NotificationLog.moc"
