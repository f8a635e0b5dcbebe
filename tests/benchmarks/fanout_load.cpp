// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loads a WebSocket server whose `/ws/{client_id}` says each text to all, and prints one line of
// JSON: how many messages arrived each second, and how long they took. One thread, plain epoll.
//
//   fanout_load PORT CLIENTS [--seconds S] [--bytes N] [--window W | --rate R] [--stalled K]
//               [--path /ws/]
//
// The client's number follows the path where that ends in a slash. --window keeps W messages in
// flight; --rate sends R a second. The last K clients never read.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

struct Options
{
    int port = 0;
    int clients = 0;
    double seconds = 5;
    size_t bytes = 100;
    int window = 1;
    double rate = 0;
    int stalled = 0;
    std::string path = "/ws/";
};

struct Client
{
    int fd = -1;
    std::string pending; ///< the beginning of a frame
};

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(1);
}

int64_t now()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

void writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written > 0)
            bytes.remove_prefix(static_cast<size_t>(written));
        else if (errno != EAGAIN && errno != EINTR)
            fail("write");
    }
}

Client connectClient(const Options &options, int id)
{
    Client client{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), {}};
    if (id >= options.clients - options.stalled) {
        const int small = 4096; // fills soon
        setsockopt(client.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(options.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(client.fd, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0)
        fail("connect");
    const int on = 1;
    setsockopt(client.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::string path =
        options.path + (options.path.ends_with('/') ? std::to_string(id) : std::string());
    writeAll(client.fd,
             "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(options.port)
                 + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                   "Sec-WebSocket-Version: 13\r\n\r\n");
    std::string answer;
    char buffer[4096];
    size_t end = std::string::npos;
    while ((end = answer.find("\r\n\r\n")) == std::string::npos) {
        const ssize_t got = ::read(client.fd, buffer, sizeof buffer);
        if (got <= 0)
            fail("handshake");
        answer.append(buffer, static_cast<size_t>(got));
    }
    if (answer.find(" 101 ") == std::string::npos) {
        std::fprintf(stderr, "refused: %s\n", answer.c_str());
        std::exit(1);
    }
    client.pending = answer.substr(end + 4);
    fcntl(client.fd, F_SETFL, fcntl(client.fd, F_GETFL) | O_NONBLOCK);
    return client;
}

/// A masked text frame whose mask is zero.
std::string frame(std::string_view text)
{
    std::string bytes{'\x81'};
    if (text.size() < 126) {
        bytes += static_cast<char>(0x80 | text.size());
    } else {
        bytes += static_cast<char>(0x80 | 126);
        bytes += static_cast<char>(text.size() >> 8);
        bytes += static_cast<char>(text.size());
    }
    bytes.append(4, '\0');
    return bytes.append(text);
}

class Load
{
public:
    explicit Load(const Options &options)
        : m_options(options)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_buffer(1 << 18)
    {
        for (int id = 0; id < options.clients; ++id) {
            m_clients.push_back(connectClient(options, id));
            if (id < options.clients - options.stalled) {
                epoll_event event{};
                event.events = EPOLLIN;
                event.data.u32 = static_cast<uint32_t>(id);
                epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_clients.back().fd, &event);
            }
        }
    }

    void run()
    {
        const int64_t start = now();
        const int64_t measureFrom = start + 500'000'000; // the first half second warms up
        const int64_t end = measureFrom + static_cast<int64_t>(m_options.seconds * 1e9);
        const int readers = m_options.clients - m_options.stalled;
        std::vector<epoll_event> events(1024);
        int64_t countedFrom = -1;
        for (int64_t time = start; time < end; time = now()) {
            if (countedFrom < 0 && time >= measureFrom) {
                countedFrom = m_delivered;
                m_latencies.clear();
            }
            if (m_options.rate > 0) {
                const auto due =
                    static_cast<int64_t>(static_cast<double>(time - start) * 1e-9 * m_options.rate);
                while (m_sent < due)
                    send();
            } else {
                while (m_sent - m_delivered / readers < m_options.window)
                    send();
            }
            const int got = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 1);
            for (int i = 0; i < got; ++i)
                read(m_clients[events[static_cast<size_t>(i)].data.u32]);
        }
        print(static_cast<double>(m_delivered - std::max<int64_t>(countedFrom, 0))
              / m_options.seconds);
    }

private:
    void send()
    {
        char stamp[32];
        std::snprintf(stamp, sizeof stamp, "%020lld", static_cast<long long>(now()));
        std::string text(stamp);
        text.resize(std::max<size_t>(m_options.bytes, 20), 'x');
        writeAll(m_clients[0].fd, frame(text));
        ++m_sent;
    }

    void read(Client &client)
    {
        const ssize_t got = ::read(client.fd, m_buffer.data(), m_buffer.size());
        if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
            std::fprintf(stderr, "a client was closed\n");
            std::exit(1);
        }
        if (got <= 0)
            return;
        std::string_view bytes(m_buffer.data(), static_cast<size_t>(got));
        if (!client.pending.empty()) {
            client.pending.append(bytes);
            bytes = client.pending;
        }
        const size_t left = bytes.size() - takeFrames(client, bytes);
        client.pending = std::string(bytes.substr(bytes.size() - left));
    }

    /// Returns how many bytes were whole frames.
    size_t takeFrames(Client &client, std::string_view bytes)
    {
        size_t taken = 0;
        while (bytes.size() - taken >= 2) {
            const auto *head = reinterpret_cast<const uint8_t *>(bytes.data() + taken);
            size_t size = head[1] & 0x7F;
            size_t header = 2;
            if (size == 126) {
                if (bytes.size() - taken < 4)
                    break;
                size = static_cast<size_t>(head[2]) << 8 | head[3];
                header = 4;
            }
            if (bytes.size() - taken < header + size)
                break;
            const std::string_view payload = bytes.substr(taken + header, size);
            if ((head[0] & 0x0F) == 1)
                takeText(payload);
            else if ((head[0] & 0x0F) == 9)
                writeAll(client.fd, std::string("\x8A\x80\0\0\0\0", 6));
            taken += header + size;
        }
        return taken;
    }

    void takeText(std::string_view text)
    {
        ++m_delivered;
        const size_t at = text.find(": ");
        if (at == std::string_view::npos || (m_options.rate == 0 && m_delivered % 16 != 0))
            return;
        const int64_t sent =
            std::strtoll(std::string(text.substr(at + 2, 20)).c_str(), nullptr, 10);
        m_latencies.push_back(static_cast<double>(now() - sent) * 1e-6);
    }

    void print(double perSecond)
    {
        std::sort(m_latencies.begin(), m_latencies.end());
        const auto at = [this](double share) {
            if (m_latencies.empty())
                return 0.0;
            return m_latencies[static_cast<size_t>(share
                                                   * static_cast<double>(m_latencies.size() - 1))];
        };
        std::printf("{\"per_second\": %.0f, \"p50\": %.3f, \"p99\": %.3f, \"max\": %.3f}\n",
                    perSecond, at(0.5), at(0.99), at(1));
    }

    Options m_options;
    int m_epoll;
    std::vector<char> m_buffer;
    std::vector<Client> m_clients;
    std::vector<double> m_latencies; ///< milliseconds
    int64_t m_sent = 0;
    int64_t m_delivered = 0;
};

} // namespace

int main(int argc, char **argv)
{
    Options options;
    if (argc < 3)
        return std::fprintf(stderr, "usage: fanout_load PORT CLIENTS [options]\n"), 2;
    options.port = std::atoi(argv[1]);
    options.clients = std::atoi(argv[2]);
    for (int i = 3; i + 1 < argc; i += 2) {
        const std::string_view name = argv[i];
        if (name == "--seconds")
            options.seconds = std::atof(argv[i + 1]);
        else if (name == "--bytes")
            options.bytes = static_cast<size_t>(std::atoi(argv[i + 1]));
        else if (name == "--window")
            options.window = std::atoi(argv[i + 1]);
        else if (name == "--rate")
            options.rate = std::atof(argv[i + 1]);
        else if (name == "--stalled")
            options.stalled = std::atoi(argv[i + 1]);
        else if (name == "--path")
            options.path = argv[i + 1];
    }
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    std::signal(SIGPIPE, SIG_IGN); // a write then says what is wrong
    Load(options).run();
}
