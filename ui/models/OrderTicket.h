// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source/DataSource.h"

#include <QPointer>

namespace Tickwell {

/// An order as it is being written: what is wrong with it so far, what it would hold back, and
/// what became of it when it was sent.
class OrderTicket : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(Tickwell::DataSource *source READ source WRITE setSource NOTIFY sourceChanged)
    /// Follows the market and the account. Set to false while nobody looks; true again catches up.
    Q_PROPERTY(bool live READ isLive WRITE setLive NOTIFY liveChanged)
    /// Another symbol begins another order, with the quantity last traded of it.
    Q_PROPERTY(QString symbol READ symbol WRITE setSymbol NOTIFY changed)
    Q_PROPERTY(OrderSide side READ side WRITE setSide NOTIFY changed)
    Q_PROPERTY(Kind kind READ kind WRITE setKind NOTIFY changed)
    Q_PROPERTY(Force force READ force WRITE setForce NOTIFY changed)
    /// As typed.
    Q_PROPERTY(QString quantity READ quantity WRITE setQuantity NOTIFY changed)
    Q_PROPERTY(QString price READ price WRITE setPrice NOTIFY changed)
    Q_PROPERTY(QString stopPrice READ stopPrice WRITE setStopPrice NOTIFY changed)
    Q_PROPERTY(bool needsPrice READ needsPrice NOTIFY changed)
    Q_PROPERTY(bool needsStopPrice READ needsStopPrice NOTIFY changed)

    /// What is wrong with a field; empty when nothing is. That a field is empty is held against it
    /// only after one tried to send.
    Q_PROPERTY(QString quantityError READ quantityError NOTIFY changed)
    Q_PROPERTY(QString priceError READ priceError NOTIFY changed)
    Q_PROPERTY(QString stopPriceError READ stopPriceError NOTIFY changed)
    /// Complete, and none is on its way.
    Q_PROPERTY(bool ready READ ready NOTIFY changed)
    Q_PROPERTY(bool sending READ sending NOTIFY changed)

    /// Money that a buy would hold back, or the quantity that a sell would; empty while not known.
    Q_PROPERTY(QString reserves READ reserves NOTIFY changed)
    /// The order names no price: the market's was taken to tell what it reserves.
    Q_PROPERTY(bool estimated READ estimated NOTIFY changed)
    /// What speaks against the order though it may be sent; else empty.
    Q_PROPERTY(QString warning READ warning NOTIFY changed)
    /// `Buy 100 AAPL`
    Q_PROPERTY(QString action READ action NOTIFY changed)
    /// What is held of the symbol: `You hold 150 AAPL`; empty when nothing is.
    Q_PROPERTY(QString holding READ holding NOTIFY changed)

    /// Why the last order was not taken; empty again with the next change.
    Q_PROPERTY(QString rejection READ rejection NOTIFY changed)
    /// The order that was taken last, in words; empty again with the next change.
    Q_PROPERTY(QString confirmation READ confirmation NOTIFY changed)

public:
    enum class OrderSide { Buy, Sell };
    Q_ENUM(OrderSide)
    enum class Kind { Market, Limit, Stop, StopLimit };
    Q_ENUM(Kind)
    enum class Force { Day, Gtc, Ioc, Fok };
    Q_ENUM(Force)

    explicit OrderTicket(QObject *parent = nullptr);

    [[nodiscard]] DataSource *source() const { return m_source; }
    void setSource(DataSource *source);
    [[nodiscard]] bool isLive() const { return m_live; }
    void setLive(bool live);
    [[nodiscard]] QString symbol() const { return m_symbol; }
    void setSymbol(const QString &symbol);
    [[nodiscard]] OrderSide side() const { return m_side; }
    void setSide(OrderSide side);
    [[nodiscard]] Kind kind() const { return m_kind; }
    void setKind(Kind kind);
    [[nodiscard]] Force force() const { return m_force; }
    void setForce(Force force);
    [[nodiscard]] QString quantity() const { return m_quantity; }
    void setQuantity(const QString &text);
    [[nodiscard]] QString price() const { return m_price; }
    void setPrice(const QString &text);
    [[nodiscard]] QString stopPrice() const { return m_stopPrice; }
    void setStopPrice(const QString &text);
    [[nodiscard]] bool needsPrice() const;
    [[nodiscard]] bool needsStopPrice() const;
    [[nodiscard]] QString quantityError() const;
    [[nodiscard]] QString priceError() const;
    [[nodiscard]] QString stopPriceError() const;
    [[nodiscard]] bool ready() const;
    [[nodiscard]] bool sending() const { return m_request != 0; }
    [[nodiscard]] QString reserves() const;
    [[nodiscard]] bool estimated() const;
    [[nodiscard]] QString warning() const;
    [[nodiscard]] QString action() const;
    [[nodiscard]] QString holding() const;
    [[nodiscard]] QString rejection() const { return m_rejection; }
    [[nodiscard]] QString confirmation() const { return m_confirmation; }

    /// The order as the source takes it; none while something is wrong with it.
    [[nodiscard]] std::optional<OrderRequest> request() const;

    /// The ways an order can stand, in words, in the order of Force.
    Q_INVOKABLE QStringList forces() const;
    /// Takes a price that was pointed at, in plain digits: as stop price of a stop order, else as
    /// limit; a market order becomes a limit order.
    Q_INVOKABLE void takePrice(const QString &price);
    /// Writes the market order that closes what is held of symbol(). Does nothing without.
    Q_INVOKABLE void close();
    /// One more or less (@p step -1); from an empty field the quantity last traded.
    Q_INVOKABLE void stepQuantity(int step);
    /// One smallest step of the market's price up or down; from an empty field that price.
    Q_INVOKABLE void stepPrice(int step);
    Q_INVOKABLE void stepStopPrice(int step);
    /// Sends the order, or says what is missing. On success the fields are empty again, so that
    /// sending twice needs writing twice.
    Q_INVOKABLE void submit();

signals:
    void sourceChanged();
    void liveChanged();
    /// After anything changed; one order is small.
    void changed();
    /// The source took the order.
    void placed();

private:
    void edit();
    void takeAnswer(quint64 request, const Order &order, const QString &error);
    void takeQuotes(const QList<Quote> &quotes);
    [[nodiscard]] QString fault(const QString &text, const QString &missing) const;
    [[nodiscard]] std::optional<Decimal> marketPrice() const;
    [[nodiscard]] Position position() const;
    [[nodiscard]] QString stepped(const QString &text, int step) const;
    [[nodiscard]] std::optional<Decimal> reserve() const;
    [[nodiscard]] QString quantityKey() const;

    QPointer<DataSource> m_source;
    bool m_live = true;
    QString m_symbol;
    OrderSide m_side = OrderSide::Buy;
    Kind m_kind = Kind::Limit;
    Force m_force = Force::Day;
    QString m_quantity;
    QString m_price;
    QString m_stopPrice;
    bool m_tried = false;  ///< to send: what is missing is said now
    quint64 m_request = 0; ///< not yet answered; 0: none
    OrderRequest m_sent;
    QString m_rejection;
    QString m_confirmation;
};

} // namespace Tickwell
