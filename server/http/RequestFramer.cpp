// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/RequestFramer.h"

#include "http/HttpGrammar.h"

namespace Tickwell {

using namespace HttpGrammar;

namespace {

constexpr qsizetype MaxChunkLine = 256;
// What chunk extensions may cost in all: they mean nothing here and are an old way to keep a
// server busy.
constexpr qsizetype MaxChunkExtensions = 16 * 1024;
// A body of a known length up to this is given its memory at once; a longer one as it comes, since
// announcing a length costs a client nothing.
constexpr qint64 MaxReserve = 64 * 1024;

} // namespace

RequestFramer::RequestFramer(const HttpLimits &limits, BodyLimit bodyLimit)
    : m_limits(limits)
    , m_askBodyLimit(std::move(bodyLimit))
    , m_bodyLimit(limits.body)
{
}

void RequestFramer::reset()
{
    *this = RequestFramer(m_limits, std::move(m_askBodyLimit));
}

qsizetype RequestFramer::feed(QByteArrayView bytes)
{
    const State before = m_state;
    qsizetype taken = 0;
    while (taken < bytes.size() && (m_state == State::Head || m_state == State::Body)
           && m_state == before) {
        m_begun = true;
        const QByteArrayView rest = bytes.sliced(taken);
        if (m_step == Step::FixedBody || m_step == Step::ChunkData)
            taken += takeBody(rest);
        else
            taken += takeLine(rest);
    }
    return taken;
}

QByteArray RequestFramer::plainHead() const
{
    QByteArray head;
    head.reserve(m_method.size() + m_target.size() + m_plainFields.size() + 16);
    head += m_method;
    head += ' ';
    head += m_target;
    head += m_minorVersion == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n";
    head += m_plainFields;
    head += "\r\n";
    return head;
}

QByteArray RequestFramer::takeBody()
{
    return std::exchange(m_body, {});
}

qsizetype RequestFramer::takeLine(QByteArrayView bytes)
{
    // Another protocol (TLS, for one) is told so at once, not after the header deadline.
    if (m_step == Step::RequestLine && m_line.isEmpty() && !isTokenChar(bytes.front())
        && bytes.front() != '\r') {
        refuse(400, QStringLiteral("This is not HTTP"), "bad_request_line");
        return 1;
    }
    const qsizetype lineFeed = bytes.indexOf('\n');
    const qsizetype size = lineFeed < 0 ? bytes.size() : lineFeed + 1;
    if (!lineFits(m_line.size() + size))
        return size;
    if (lineFeed < 0) {
        m_line.append(bytes);
        return size;
    }
    QByteArrayView line = bytes.first(size);
    if (!m_line.isEmpty()) {
        m_line.append(line);
        line = m_line;
    }
    if (line.size() < 2 || line[line.size() - 2] != '\r') {
        refuse(400, QStringLiteral("A line ends without a carriage return"), "bare_line_feed");
        return size;
    }
    handleLine(line.chopped(2));
    m_line.resize(0);
    return size;
}

bool RequestFramer::lineFits(qsizetype size)
{
    switch (m_step) {
    case Step::RequestLine:
        if (size > m_limits.requestLine + 2) {
            refuse(414,
                   QStringLiteral("The request line is longer than %1 bytes")
                       .arg(m_limits.requestLine),
                   "request_line_too_long");
            return false;
        }
        return true;
    case Step::Header:
    case Step::Trailer:
        if (m_headerBytes + size > m_limits.headerBytes) {
            refuse(431,
                   QStringLiteral("The headers are larger than %1 bytes").arg(m_limits.headerBytes),
                   "headers_too_large");
            return false;
        }
        return true;
    case Step::ChunkSize:
    case Step::ChunkEnd:
    case Step::FixedBody:
    case Step::ChunkData:
        break;
    }
    if (size > MaxChunkLine) {
        refuse(400, QStringLiteral("A chunk begins with too long a line"), "bad_chunk");
        return false;
    }
    return true;
}

void RequestFramer::handleLine(QByteArrayView line)
{
    switch (m_step) {
    case Step::RequestLine:
        if (line.isEmpty() && !m_afterBlankLine)
            m_afterBlankLine = true; // RFC 9112 §2.2: some clients end a body with a line break
        else
            handleRequestLine(line);
        return;
    case Step::Header:
        m_headerBytes += line.size() + 2;
        if (line.isEmpty())
            handleEndOfHead();
        else
            handleHeader(line);
        return;
    case Step::Trailer:
        m_headerBytes += line.size() + 2;
        if (line.isEmpty())
            m_state = State::Complete;
        else
            handleHeader(line);
        return;
    case Step::ChunkSize:
        handleChunkSize(line);
        return;
    case Step::ChunkEnd:
        if (line.isEmpty())
            m_step = Step::ChunkSize;
        else
            refuse(400, QStringLiteral("A chunk is longer than its size"), "bad_chunk");
        return;
    case Step::FixedBody:
    case Step::ChunkData:
        return;
    }
}

void RequestFramer::handleRequestLine(QByteArrayView line)
{
    const auto malformed = [this] {
        refuse(400, QStringLiteral("The request line is malformed"), "bad_request_line");
    };
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first <= 0 || last <= first + 1 || !isToken(line.first(first)))
        return malformed();
    const QByteArrayView method = line.first(first);
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (!std::all_of(target.begin(), target.end(), isVisible) || target.contains('#'))
        return malformed();
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || !version.startsWith("HTTP/") || version[6] != '.'
        || !isDigit(version[5]) || !isDigit(version[7]))
        return malformed();
    if (version[5] != '1' || version[7] > '1')
        return refuse(505, QStringLiteral("Only HTTP/1.1 and HTTP/1.0 are spoken here"),
                      "unknown_version");
    if (!isKnownMethod(method))
        return refuse(501, QStringLiteral("The method is not known"), "unknown_method");
    m_method = method.toByteArray();
    m_minorVersion = version[7] - '0';
    if (!handleTarget(target))
        return malformed();
    m_step = Step::Header;
}

bool RequestFramer::handleTarget(QByteArrayView target)
{
    if (target.startsWith('/') || (target == "*" && m_method == "OPTIONS")) {
        m_target = target.toByteArray();
        return true;
    }
    // The absolute form, as it is sent to proxies: its authority replaces Host (RFC 9112 §3.2.2).
    const qsizetype colon = target.indexOf("://");
    if (colon < 0
        || !(equalsIgnoringCase(target.first(colon), "http")
             || equalsIgnoringCase(target.first(colon), "https")))
        return false;
    const QByteArrayView rest = target.sliced(colon + 3);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != '/' && rest[end] != '?')
        ++end;
    if (!isHost(rest.first(end)))
        return false;
    m_authority = rest.first(end).toByteArray();
    m_target = rest.sliced(end).toByteArray();
    if (!m_target.startsWith('/'))
        m_target.prepend('/');
    return true;
}

void RequestFramer::handleHeader(QByteArrayView line)
{
    if (++m_headerCount > m_limits.headerCount)
        return refuse(431,
                      QStringLiteral("There are more than %1 headers").arg(m_limits.headerCount),
                      "too_many_headers");
    if (line.front() == ' ' || line.front() == '\t')
        return refuse(400, QStringLiteral("A header is folded over two lines"), "folded_header");
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return refuse(400, QStringLiteral("A header name is malformed"), "bad_header");
    const QByteArrayView name = line.first(colon);
    const QByteArrayView value = trimmed(line.sliced(colon + 1));
    if (!std::all_of(value.begin(), value.end(), isFieldChar))
        return refuse(400, QStringLiteral("A header value holds a control character"),
                      "bad_header");
    if (m_step == Step::Trailer || handleFramingField(name, value))
        return;
    m_plainFields += name;
    m_plainFields += ": ";
    m_plainFields += value;
    m_plainFields += "\r\n";
    ++m_plainCount;
}

/// True when @p name is not for whoever reads the head next.
bool RequestFramer::handleFramingField(QByteArrayView name, QByteArrayView value)
{
    if (equalsIgnoringCase(name, "host")) {
        if (++m_hosts > 1 || !isHost(value))
            refuse(400, QStringLiteral("There must be one Host header, with a host"), "bad_host");
        if (m_authority.isEmpty())
            return false;
        return true;
    }
    if (equalsIgnoringCase(name, "content-length")) {
        const bool numeric = !value.isEmpty() && value.size() <= 18
            && std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!numeric || m_contentLength >= 0 || m_isChunked)
            refuse(400, QStringLiteral("The length of the body is ambiguous"), "bad_framing");
        else
            m_contentLength = value.toByteArray().toLongLong();
        return true;
    }
    if (equalsIgnoringCase(name, "transfer-encoding")) {
        if (m_contentLength >= 0 || m_isChunked || m_minorVersion == 0)
            refuse(400, QStringLiteral("The length of the body is ambiguous"), "bad_framing");
        else if (!equalsIgnoringCase(value, "chunked"))
            refuse(501, QStringLiteral("Only the transfer coding \"chunked\" is known"),
                   "unknown_coding");
        m_isChunked = true;
        return true;
    }
    if (equalsIgnoringCase(name, "connection")) {
        forEachListed(value, [this](QByteArrayView option) {
            m_closeAsked = m_closeAsked || equalsIgnoringCase(option, "close");
            m_keepAliveAsked = m_keepAliveAsked || equalsIgnoringCase(option, "keep-alive");
            m_upgradeAsked = m_upgradeAsked || equalsIgnoringCase(option, "upgrade");
        });
        return true;
    }
    if (equalsIgnoringCase(name, "upgrade")) {
        forEachListed(value, [this](QByteArrayView protocol) {
            m_webSocketNamed = m_webSocketNamed || equalsIgnoringCase(protocol, "websocket");
        });
        return true;
    }
    if (equalsIgnoringCase(name, "expect")) {
        if (equalsIgnoringCase(value, "100-continue"))
            m_expectsContinue = m_minorVersion == 1;
        else
            refuse(417, QStringLiteral("Only the expectation \"100-continue\" can be met"),
                   "unknown_expectation");
        return true;
    }
    if (equalsIgnoringCase(name, "sec-websocket-key"))
        m_webSocketKey = value.toByteArray();
    else if (equalsIgnoringCase(name, "sec-websocket-version"))
        m_webSocketVersion = value.toByteArray();
    return false;
}

void RequestFramer::handleEndOfHead()
{
    if (!m_authority.isEmpty()) {
        m_plainFields += "Host: " + m_authority + "\r\n";
        ++m_plainCount;
    }
    if (m_hosts == 0 && m_minorVersion == 1)
        return refuse(400, QStringLiteral("There must be one Host header, with a host"),
                      "bad_host");
    if (m_askBodyLimit && (m_isChunked || m_contentLength > 0))
        m_bodyLimit = m_askBodyLimit(m_method, m_target);
    if (!bodyFits(m_contentLength))
        return;
    m_keepAlive = !m_closeAsked && (m_minorVersion == 1 || m_keepAliveAsked);
    if (m_upgradeAsked && m_webSocketNamed && m_minorVersion == 1 && m_method == "GET") {
        handleWebSocketUpgrade();
        return;
    }
    if (m_isChunked) {
        m_step = Step::ChunkSize;
        m_state = State::Body;
    } else if (m_contentLength > 0) {
        m_bodyLeft = m_contentLength;
        m_body.reserve(std::min(m_contentLength, MaxReserve));
        m_step = Step::FixedBody;
        m_state = State::Body;
    } else {
        m_state = State::Complete;
    }
}

bool RequestFramer::bodyFits(qint64 size)
{
    if (size <= m_bodyLimit)
        return true;
    refuse(413, QStringLiteral("The body is larger than %1 bytes").arg(m_bodyLimit),
           "body_too_large");
    return false;
}

void RequestFramer::handleWebSocketUpgrade()
{
    if (m_isChunked || m_contentLength > 0)
        return refuse(400, QStringLiteral("A WebSocket handshake has no body"), "bad_handshake");
    if (m_webSocketVersion != "13")
        return refuse(426, QStringLiteral("Only WebSocket version 13 is spoken here"),
                      "bad_handshake");
    const auto key =
        QByteArray::fromBase64Encoding(m_webSocketKey, QByteArray::AbortOnBase64DecodingErrors);
    if (!key || key.decoded.size() != 16)
        return refuse(400, QStringLiteral("The WebSocket key is not 16 bytes in base64"),
                      "bad_handshake");
    m_isWebSocketUpgrade = true;
    m_state = State::Complete;
}

void RequestFramer::handleChunkSize(QByteArrayView line)
{
    qsizetype digits = 0;
    qint64 size = 0;
    while (digits < line.size() && hexDigit(line[digits]) >= 0 && digits < 15) {
        size = size * 16 + hexDigit(line[digits]);
        ++digits;
    }
    const QByteArrayView extension = line.sliced(digits);
    m_chunkExtensionBytes += extension.size();
    const bool sound = digits > 0 && (extension.isEmpty() || extension.startsWith(';'))
        && std::all_of(extension.begin(), extension.end(), isFieldChar)
        && m_chunkExtensionBytes <= MaxChunkExtensions;
    if (!sound)
        return refuse(400, QStringLiteral("The size of a chunk is malformed"), "bad_chunk");
    if (!bodyFits(m_body.size() + size))
        return;
    m_bodyLeft = size;
    m_step = size == 0 ? Step::Trailer : Step::ChunkData;
}

qsizetype RequestFramer::takeBody(QByteArrayView bytes)
{
    const qsizetype size = std::min<qint64>(bytes.size(), m_bodyLeft);
    m_body.append(bytes.first(size));
    m_bodyLeft -= size;
    if (m_bodyLeft == 0) {
        if (m_step == Step::ChunkData)
            m_step = Step::ChunkEnd;
        else
            m_state = State::Complete;
    }
    return size;
}

void RequestFramer::refuse(int status, const QString &detail, const char *reason)
{
    if (m_state == State::Refused)
        return;
    m_state = State::Refused;
    m_refusal = {status, detail, reason};
}

} // namespace Tickwell
