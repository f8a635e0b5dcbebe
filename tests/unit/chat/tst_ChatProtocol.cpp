// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/ChatProtocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Tickwell;

namespace {

ChatMessage sample()
{
    ChatMessage message;
    message.seq = 7;
    message.id = QStringLiteral("a-1");
    message.room = QStringLiteral("general");
    message.userId = QStringLiteral("ana");
    message.text = QStringLiteral("hi \"all\"\n");
    message.time = fromMicros(1'700'000'000'250'000);
    return message;
}

} // namespace

class tst_ChatProtocol : public QObject
{
    Q_OBJECT

private slots:
    void takesPlainTextAsAMessage_data();
    void takesPlainTextAsAMessage();
    void parsesAMessage();
    void parsesADirectMessage();
    void parsesTheCommands_data();
    void parsesTheCommands();
    void refusesWhatItDoesNotUnderstand_data();
    void refusesWhatItDoesNotUnderstand();
    void writesAMessage();
    void writesADirectMessage();
    void writesWhatChanged();
    void writesPresence();
    void writesTheWelcome();
    void writesTheHistory();
    void writesTheRest();
};

void tst_ChatProtocol::takesPlainTextAsAMessage_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"hello", "", " spaced ", "42", "\"quoted\"", "[1,2]", "null", "{not json", "{}",
          "{\"a\":1}", "{\"type\":\"message\"", "{\"type\":\"join\"} and more"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void tst_ChatProtocol::takesPlainTextAsAMessage()
{
    QFETCH(QString, text);
    const auto command = ChatProtocol::parse(text);
    QVERIFY(command);
    QCOMPARE(command->type, ChatCommand::Type::Message);
    QCOMPARE(command->text, text);
    QCOMPARE(command->room, QStringLiteral("general"));
    QVERIFY(command->to.isEmpty());
}

void tst_ChatProtocol::parsesAMessage()
{
    const auto command = ChatProtocol::parse(QStringLiteral(
        " {\"type\":\"message\",\"room\":\"dev\",\"text\":\"{x}\",\"client_id\":\"c-1\"}"));
    QVERIFY(command);
    QCOMPARE(command->type, ChatCommand::Type::Message);
    QCOMPARE(command->room, QStringLiteral("dev"));
    QCOMPARE(command->text, QStringLiteral("{x}"));
    QCOMPARE(command->clientId, QStringLiteral("c-1"));
    const auto counted = ChatProtocol::parse(
        QStringLiteral("{\"type\":\"message\",\"text\":\"x\",\"client_id\":12}"));
    QVERIFY(counted);
    QCOMPARE(counted->clientId, QStringLiteral("12"));
}

void tst_ChatProtocol::parsesADirectMessage()
{
    const auto command = ChatProtocol::parse(
        QStringLiteral("{\"type\":\"message\",\"to\":\"bob\",\"text\":\"psst\"}"));
    QVERIFY(command);
    QCOMPARE(command->to, QStringLiteral("bob"));
    QVERIFY(command->room.isEmpty());
}

void tst_ChatProtocol::parsesTheCommands_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("messageId");
    QTest::addColumn<quint64>("seq");
    QTest::addColumn<int>("limit");
    using Type = ChatCommand::Type;
    const QString general = QStringLiteral("general");
    const QString dev = QStringLiteral("dev");
    const auto row = [](const char *text, Type type, const QString &room, const QString &id,
                        quint64 seq, int limit) {
        QTest::newRow(text) << QString::fromUtf8(text) << int(type) << room << id << seq << limit;
    };
    row("{\"type\":\"join\",\"room\":\"dev\"}", Type::Join, dev, {}, 0, 50);
    row("{\"type\":\"leave\",\"room\":\"dev\"}", Type::Leave, dev, {}, 0, 50);
    row("{\"type\":\"typing\"}", Type::Typing, general, {}, 0, 50);
    row("{\"type\":\"history\"}", Type::History, general, {}, 0, 50);
    row("{\"type\":\"history\",\"room\":\"dev\",\"before\":9,\"limit\":3}", Type::History, dev, {},
        9, 3);
    row("{\"type\":\"history\",\"limit\":99999999999}", Type::History, general, {}, 0, 1'000'000);
    row("{\"type\":\"edit\",\"id\":\"a\",\"text\":\"x\"}", Type::Edit, general, QStringLiteral("a"),
        0, 50);
    row("{\"type\":\"delete\",\"id\":\"a\"}", Type::Delete, general, QStringLiteral("a"), 0, 50);
    row("{\"type\":\"read\",\"seq\":12,\"room\":null}", Type::Read, general, {}, 12, 50);
}

void tst_ChatProtocol::parsesTheCommands()
{
    QFETCH(QString, text);
    const auto command = ChatProtocol::parse(text);
    QVERIFY(command);
    QTEST(int(command->type), "type");
    QTEST(command->room, "room");
    QTEST(command->messageId, "messageId");
    QTEST(command->seq, "seq");
    QTEST(command->limit, "limit");
}

void tst_ChatProtocol::refusesWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *text, const char *says) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("{\"type\":\"dance\"}", "\"dance\"");
    row("{\"type\":7}", "no string");
    row("{\"type\":null}", "no string");
    row("{\"type\":\"message\"}", "text is required");
    row("{\"type\":\"message\",\"text\":7}", "text must be a string");
    row("{\"type\":\"message\",\"text\":\"x\",\"room\":[]}", "room must be a string");
    row("{\"type\":\"message\",\"text\":\"x\",\"client_id\":1.5}", "client_id must be");
    row("{\"type\":\"join\"}", "room is required");
    row("{\"type\":\"edit\",\"id\":\"a\"}", "text is required");
    row("{\"type\":\"delete\"}", "id is required");
    row("{\"type\":\"read\"}", "seq is required");
    row("{\"type\":\"read\",\"seq\":-1}", "seq must be");
    row("{\"type\":\"read\",\"seq\":\"3\"}", "seq must be");
    row("{\"type\":\"read\",\"seq\":1e300}", "seq must be");
    row("{\"type\":\"history\",\"before\":1.5}", "before must be");
}

void tst_ChatProtocol::refusesWhatItDoesNotUnderstand()
{
    QFETCH(QString, text);
    QFETCH(QString, says);
    const auto command = ChatProtocol::parse(text);
    QVERIFY(!command);
    QVERIFY2(command.error().message.contains(says), qPrintable(command.error().message));
}

void tst_ChatProtocol::writesAMessage()
{
    ChatMessage message = sample();
    QCOMPARE(ChatProtocol::posted(message),
             QByteArray("{\"type\":\"chat_message\",\"user_id\":\"ana\","
                        "\"message\":\"hi \\\"all\\\"\\n\",\"timestamp\":1700000000.25,"
                        "\"room\":\"general\",\"seq\":7,\"id\":\"a-1\"}"));
    message.clientId = QStringLiteral("c");
    QVERIFY(ChatProtocol::posted(message).endsWith("\"id\":\"a-1\",\"client_id\":\"c\"}"));
}

void tst_ChatProtocol::writesADirectMessage()
{
    ChatMessage message = sample();
    message.room.clear();
    message.to = QStringLiteral("bob");
    const QJsonObject object = QJsonDocument::fromJson(ChatProtocol::posted(message)).object();
    QCOMPARE(object.value(QLatin1String("to")).toString(), QStringLiteral("bob"));
    QCOMPARE(object.value(QLatin1String("room")).toString(), QString());
}

void tst_ChatProtocol::writesWhatChanged()
{
    ChatMessage message = sample();
    message.editedAt = fromMicros(1'700'000'001'000'000);
    QJsonObject object = QJsonDocument::fromJson(ChatProtocol::changed(message)).object();
    QCOMPARE(object.value(QLatin1String("type")).toString(), QStringLiteral("edit"));
    QCOMPARE(object.value(QLatin1String("edited_at")).toDouble(), 1'700'000'001.0);
    message.deleted = true;
    message.text.clear();
    object = QJsonDocument::fromJson(ChatProtocol::changed(message)).object();
    QCOMPARE(object.value(QLatin1String("type")).toString(), QStringLiteral("delete"));
    QCOMPARE(object.value(QLatin1String("deleted")).toBool(), true);
    QCOMPARE(object.value(QLatin1String("id")).toString(), QStringLiteral("a-1"));
}

void tst_ChatProtocol::writesPresence()
{
    QCOMPARE(ChatProtocol::joined(QStringLiteral("dev"), QStringLiteral("ana")),
             QByteArray("{\"type\":\"user_joined\",\"user_id\":\"ana\",\"message\":\"ana joined\","
                        "\"room\":\"dev\"}"));
    QCOMPARE(ChatProtocol::left(QStringLiteral("dev"), QStringLiteral("ana")),
             QByteArray("{\"type\":\"user_left\",\"user_id\":\"ana\",\"message\":\"ana left\","
                        "\"room\":\"dev\"}"));
}

void tst_ChatProtocol::writesTheWelcome()
{
    QCOMPARE(ChatProtocol::welcome({QStringLiteral("ana"), QStringLiteral("bob")},
                                   {QStringLiteral("general")}, 9),
             QByteArray("{\"type\":\"welcome\",\"users\":[\"ana\",\"bob\"],\"rooms\":[\"general\"],"
                        "\"seq\":9}"));
}

void tst_ChatProtocol::writesTheHistory()
{
    const QByteArray text = ChatProtocol::history(QStringLiteral("general"), {sample(), sample()});
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    QCOMPARE(object.value(QLatin1String("type")).toString(), QStringLiteral("history"));
    const QJsonArray messages = object.value(QLatin1String("messages")).toArray();
    QCOMPARE(messages.size(), 2);
    QCOMPARE(messages.at(0).toObject().value(QLatin1String("message")).toString(), sample().text);
    QCOMPARE(ChatProtocol::history(QStringLiteral("x"), {}),
             QByteArray("{\"type\":\"history\",\"room\":\"x\",\"messages\":[]}"));
}

void tst_ChatProtocol::writesTheRest()
{
    const QString room = QStringLiteral("dev");
    const QString user = QStringLiteral("ana");
    QCOMPARE(ChatProtocol::typing(room, user),
             QByteArray("{\"type\":\"typing\",\"room\":\"dev\",\"user_id\":\"ana\"}"));
    QCOMPARE(ChatProtocol::read(room, user, 3),
             QByteArray("{\"type\":\"read\",\"room\":\"dev\",\"user_id\":\"ana\",\"seq\":3}"));
    QCOMPARE(ChatProtocol::gap(12), QByteArray("{\"type\":\"gap\",\"seq\":12}"));
    QCOMPARE(ChatProtocol::error(QStringLiteral("no \"x\"")),
             QByteArray("{\"type\":\"error\",\"detail\":\"no \\\"x\\\"\"}"));
}

QTEST_APPLESS_MAIN(tst_ChatProtocol)
#include "tst_ChatProtocol.moc"
