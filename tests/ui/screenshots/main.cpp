// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window as it would stand on a desk, for a person to look at:
//   tickwell_screenshots OUT.png 1440x900 dark|light en|zh_CN SCENE
#include "models/Preferences.h"
#include "support/Alerts.h"
#include "support/Orders.h"
#include "support/WindowFixture.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

using namespace Tickwell;

namespace {

using namespace std::chrono_literals;

Job task(const char *id, JobKind kind, const char *subject, JobStatus status, Timestamp created)
{
    Job job;
    job.id = QString::fromLatin1(id);
    job.kind = kind;
    job.subject = QString::fromUtf8(subject);
    job.status = status;
    job.created = created;
    if (isEnded(status))
        job.completed = created + 40s;
    return job;
}

Notification notification(quint64 id, const char *email, const char *message,
                          Notification::Delivery delivery, const char *error = "")
{
    Notification told;
    told.id = id;
    told.email = QString::fromLatin1(email);
    told.message = QString::fromUtf8(message);
    told.created = FakeSource::now() - std::chrono::minutes(10 - id);
    told.delivery = delivery;
    told.error = QString::fromLatin1(error);
    return told;
}

void fillTasks(FakeSource &source, bool filled)
{
    if (!filled)
        return;
    const Timestamp now = FakeSource::now();
    Job running = task("1", JobKind::Describe, "captures/nasdaq-2026-11-20.csv",
                       JobStatus::Processing, now - 90s);
    running.progress = 0.62;
    Job exporting = task("2", JobKind::Export, "ticks AAPL", JobStatus::Processing, now - 70s);
    exporting.progress = 0.18;
    Job failed = task("5", JobKind::Describe, "trades.csv", JobStatus::Failed, now - 300s);
    failed.error =
        QStringLiteral("Line 48213 has 9 fields, 8 were expected: repair it or leave it out");
    source.updateTasks(
        {running, exporting,
         task("3", JobKind::Hash, "captures/nasdaq-2026-11-20.csv", JobStatus::Queued, now - 60s),
         task("4", JobKind::Hash, "backup.tar", JobStatus::Completed, now - 200s), failed,
         task("6", JobKind::Export, "candles", JobStatus::Cancelled, now - 30h)});
    source.updateNotifications(
        {notification(1, "bo@example.com", "The morning capture is complete.",
                      Notification::Delivery::Sent),
         notification(2, "ana@example.com", "NVDA 领涨，半导体今天很强",
                      Notification::Delivery::None),
         notification(3, "nobody@example.invalid", "Disk is nearly full on the recorder host.",
                      Notification::Delivery::Failed, "550 no such user here")});
}

void endTasks(FakeSource &source)
{
    const Timestamp now = FakeSource::now();
    Job failed = task("2", JobKind::Export, "ticks AAPL", JobStatus::Failed, now);
    failed.error = QStringLiteral("No space left on the disk that holds /home/ana/.local");
    source.updateTask(
        task("1", JobKind::Describe, "captures/nasdaq-2026-11-20.csv", JobStatus::Completed, now));
    source.updateTask(
        task("3", JobKind::Hash, "captures/nasdaq-2026-11-20.csv", JobStatus::Completed, now));
    source.updateTask(failed);
    source.updateNotification(notification(4, "ana@example.com", "The morning capture is complete.",
                                           Notification::Delivery::None));
}

Order placed(quint64 id, const char *symbol, Side side, OrderType type, const char *quantity,
             const char *price, OrderState state, std::chrono::seconds ago)
{
    Order order = makeOrder(id, QString::fromLatin1(symbol), side, price, state);
    order.request.type = type;
    order.request.quantity = money(quantity);
    order.created -= ago;
    if (type == OrderType::Market)
        order.request.price.reset();
    if (type == OrderType::Stop)
        std::swap(order.request.price, order.request.stopPrice);
    if (state == OrderState::Filled) {
        order.filledQuantity = order.request.quantity;
        order.filledValue = Decimal::product(money(quantity), money(price), MoneyScale);
    }
    return order;
}

void fillAccount(FakeSource &source)
{
    Order partial = placed(7, "AAPL", Side::Sell, OrderType::Limit, "120", "189.88",
                           OrderState::PartiallyFilled, 3s);
    partial.filledQuantity = money("20");
    partial.filledValue = money("3797.60");
    Order rejected =
        placed(6, "TSLA", Side::Buy, OrderType::Limit, "9000", "240.00", OrderState::Rejected, 20s);
    rejected.reason = QStringLiteral("Not enough cash: 2,160,000.00 is needed");
    source.updateOrders(
        {placed(1, "MSFT", Side::Sell, OrderType::Limit, "5", "415.00", OrderState::Canceled, 254s),
         placed(2, "TSLA", Side::Buy, OrderType::Stop, "10", "252.00", OrderState::New, 175s),
         placed(3, "AAPL", Side::Buy, OrderType::Limit, "100", "188.80", OrderState::New, 71s),
         placed(4, "NVDA", Side::Sell, OrderType::Market, "20", "131.90", OrderState::Filled, 46s),
         placed(5, "AAPL", Side::Buy, OrderType::Limit, "50", "189.30", OrderState::Filled, 30s),
         rejected, partial});
    source.updatePositions({makePosition(QStringLiteral("AAPL"), "150", "187.92"),
                            makePosition(QStringLiteral("NVDA"), "80", "128.40"),
                            makePosition(QStringLiteral("TSLA"), "12", "255.10")});
    source.updateAccount({QStringLiteral("ana"), money("58478.80"), money("21400")});
}

void fillAlerts(FakeSource &source)
{
    const Timestamp now = FakeSource::now();
    Alert rise = makeAlert(1, QStringLiteral("AAPL"), "189.95");
    Alert fall = makeAlert(2, QStringLiteral("AAPL"), "188.60", AlertState::Waiting);
    fall.terms.direction = AlertDirection::Below;
    fall.terms.repeats = true;
    fall.terms.coolDown = 300s;
    fall.fired = now - 25min;
    Alert move = makeAlert(3, QStringLiteral("BTCUSDT"), "2.5");
    move.terms.kind = AlertKind::PercentMove;
    move.terms.direction = AlertDirection::Either;
    Alert macd = makeAlert(4, QStringLiteral("NVDA"), "0");
    macd.terms.kind = AlertKind::Indicator;
    macd.terms.indicator = AlertIndicator::MacdSignal;
    macd.terms.interval = Interval::Minute5;
    macd.terms.period = 12;
    Alert over = makeAlert(5, QStringLiteral("MSFT"), "411.00", AlertState::Fired);
    over.fired = now - 30h;
    source.updateAlerts(
        {rise, fall, move, macd, over, makeHostAlert(6, HostReading::CpuUsage, "90")});
    QList<AlertEvent> events{
        makeAlertEvent(1, 5, QStringLiteral("MSFT rose to 411.02, alert at 411.00"), 411.02),
        makeAlertEvent(2, 6, QStringLiteral("CPU is at 93.4 %, alert at 90.0 %"), 93.4),
        makeAlertEvent(3, 2, QStringLiteral("AAPL fell to 188.59, alert at 188.60"), 188.59)};
    events[0].time = now - 30h;
    events[1].time = now - 40min;
    events[2].time = now - 25min;
    source.updateAlertEvents(events);
}

void playAlerts(const QString &scene, QQuickWindow *window, FakeSource &source)
{
    const auto key = [window](Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(window, code, modifiers);
        QTest::qWait(60);
    };
    if (scene != QLatin1String("alerts-empty"))
        fillAlerts(source);
    if (scene == QLatin1String("alerts-log")) {
        key(Qt::Key_A, Qt::AltModifier | Qt::ShiftModifier);
    } else if (scene == QLatin1String("alerts-lines")) {
        fillAccount(source);
        key(Qt::Key_2, Qt::ControlModifier);
    } else if (scene == QLatin1String("alerts") || scene == QLatin1String("alerts-empty")) {
        key(Qt::Key_A, Qt::AltModifier);
    } else {
        source.refuseAlerts = QStringLiteral("There are 1000 alerts: remove one to add another");
        key(Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
        if (scene == QLatin1String("alerts-refused"))
            key(Qt::Key_Return);
        if (scene == QLatin1String("alerts-indicator") || scene == QLatin1String("alerts-host")) {
            key(Qt::Key_Backtab, Qt::ShiftModifier);
            key(Qt::Key_Backtab, Qt::ShiftModifier);
            key(Qt::Key_Backtab, Qt::ShiftModifier);
            key(Qt::Key_Right);
            key(Qt::Key_Right);
            if (scene == QLatin1String("alerts-host"))
                key(Qt::Key_Right);
            // To the switch at the end.
            const int stops = scene == QLatin1String("alerts-host") ? 4 : 7;
            for (int i = 0; i < stops; ++i)
                key(Qt::Key_Tab);
            key(Qt::Key_Space);
        }
    }
}

void play(const QString &scene, QQuickWindow *window, FakeSource &source)
{
    const auto key = [window](Qt::Key code, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(window, code, modifiers);
        QTest::qWait(60);
    };
    if (scene == QLatin1String("export") || scene == QLatin1String("exporting")) {
        key(Qt::Key_E, Qt::ControlModifier);
        QTest::qWait(400);
        if (scene == QLatin1String("exporting")) {
            key(Qt::Key_Return);
            emit source.exportProgressed(source.exports.last().request, 742'118, 38'400'000);
        }
    } else if (scene.startsWith(QLatin1String("tasks"))) {
        fillTasks(source, scene == QLatin1String("tasks"));
        key(Qt::Key_J, Qt::ControlModifier);
    } else if (scene == QLatin1String("notifications")) {
        fillTasks(source, true);
        key(Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    } else if (scene == QLatin1String("notices")) {
        fillTasks(source, true);
        endTasks(source);
    } else if (scene.startsWith(QLatin1String("markets"))) {
        if (scene != QLatin1String("markets-empty"))
            fillAccount(source);
        key(Qt::Key_2, Qt::ControlModifier);
        if (scene == QLatin1String("markets-refused")) {
            source.refuseOrders = QStringLiteral("Not enough cash: 94,400.00 is needed");
            key(Qt::Key_B, Qt::AltModifier);
            for (const char c : {'5', '0', '0', '\t', '1', '8', '8', '.', '8'})
                QTest::keyClick(window, c);
            key(Qt::Key_Return);
        } else if (scene == QLatin1String("markets-indicators")) {
            key(Qt::Key_I, Qt::AltModifier);
        } else if (scene == QLatin1String("markets-cancel")) {
            key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
        } else if (scene == QLatin1String("markets-edit")) {
            key(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
            key(Qt::Key_Return);
        }
    } else if (scene.startsWith(QLatin1String("alerts"))) {
        playAlerts(scene, window, source);
    } else if (scene == QLatin1String("settings")) {
        key(Qt::Key_Comma, Qt::ControlModifier);
    } else if (scene == QLatin1String("palette")) {
        key(Qt::Key_K, Qt::ControlModifier);
    } else if (scene == QLatin1String("add")) {
        source.unknownSymbols.insert(QStringLiteral("XYZQ"));
        key(Qt::Key_N, Qt::ControlModifier);
        for (const char c : {'x', 'y', 'z', 'q'})
            QTest::keyClick(window, c);
        key(Qt::Key_Return);
    } else if (scene == QLatin1String("focus")) {
        key(Qt::Key_1, Qt::ControlModifier);
        key(Qt::Key_Down);
    } else if (scene == QLatin1String("trouble")) {
        source.updateFeed({QStringLiteral("alpaca"), FeedStatus::State::Refused, false,
                           QStringLiteral("Alpaca refused the key"), FakeSource::now(), 0});
        CaptureStatus capture;
        capture.rows = 88'120;
        capture.error = QStringLiteral("No space left on the disk that holds /home/ana/.local");
        source.updateCapture(capture);
        source.updateServer({{}, 0, QStringLiteral("Port 8000 is taken by another program")});
    }
    QTest::qWait(500);
}

} // namespace

int main(int argc, char **argv)
{
    QTemporaryDir config;
    qputenv("XDG_CONFIG_HOME", config.path().toUtf8());
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    if (arguments.size() < 6)
        return 2;
    const QStringList size = arguments.at(2).split(u'x');
    const QString scene = arguments.at(5);

    Preferences *preferences = Preferences::instance();
    preferences->setTheme(arguments.at(3) == QLatin1String("light") ? Preferences::ThemeMode::Light
                                                                    : Preferences::ThemeMode::Dark);
    preferences->setLanguage(arguments.at(4));
    preferences->setReducedMotion(true);

    if (scene == QLatin1String("markets-panes")) {
        preferences->saveChoice(QStringLiteral("indicators"),
                                QStringLiteral("sma 9; bb 20 2; vwap; rsi 14; macd 12 26 9"));
        preferences->saveChoice(QStringLiteral("chart"), QStringLiteral("area"));
        preferences->saveChoice(QStringLiteral("logarithmic"), QStringLiteral("yes"));
    }

    WindowFixture fixture(QSize(size.at(0).toInt(), size.at(1).toInt()),
                          scene != QLatin1String("empty"));
    if (scene == QLatin1String("empty"))
        fixture.source.updateServer({QStringLiteral("http://127.0.0.1:8000"), 0, {}});
    QQuickWindow *window = fixture.window();
    if (!window || !QTest::qWaitForWindowExposed(window))
        return 1;
    window->requestActivate();
    QTest::qWait(400);
    fixture.source.trade();
    play(scene, window, fixture.source);
    return window->grabWindow().save(arguments.at(1)) ? 0 : 1;
}
