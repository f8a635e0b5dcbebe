// SPDX-License-Identifier: GPL-3.0-or-later
//
// The ceiling: the least a server can do on epoll(7). `/ws/{id}` says each text to all, everything
// else gets one small JSON. No limits, no checks, no log: nothing to be put on a network.
//
//   raw_server PORT
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

struct Peer
{
    std::string in;
    std::string out; ///< what the socket did not take
    std::string name;
    bool webSocket = false;
    bool open = false;
    bool writing = false;
};

std::vector<Peer> peers;  ///< by file descriptor
std::vector<int> sockets; ///< the WebSockets
std::string batch;        ///< this turn's frames for all of them
int epoll = -1;

void interest(int fd, uint32_t events, int operation)
{
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(epoll, operation, fd, &event);
}

void drop(int fd)
{
    if (peers[static_cast<size_t>(fd)].webSocket)
        std::erase(sockets, fd);
    peers[static_cast<size_t>(fd)] = {};
    ::close(fd);
}

void send(int fd, std::string_view bytes)
{
    Peer &peer = peers[static_cast<size_t>(fd)];
    ssize_t sent = 0;
    if (peer.out.empty())
        sent = std::max<ssize_t>(0, ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    peer.out.append(bytes.substr(static_cast<size_t>(sent)));
    if (!peer.out.empty() && !peer.writing) {
        peer.writing = true;
        interest(fd, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    }
}

void flush(int fd)
{
    Peer &peer = peers[static_cast<size_t>(fd)];
    const ssize_t sent = ::send(fd, peer.out.data(), peer.out.size(), MSG_NOSIGNAL);
    if (sent > 0)
        peer.out.erase(0, static_cast<size_t>(sent));
    if (peer.out.empty()) {
        peer.writing = false;
        interest(fd, EPOLLIN, EPOLL_CTL_MOD);
    }
}

std::string acceptKey(std::string key)
{
    key += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    unsigned char hash[SHA_DIGEST_LENGTH];
    SHA1(reinterpret_cast<const unsigned char *>(key.data()), key.size(), hash);
    char text[64];
    EVP_EncodeBlock(reinterpret_cast<unsigned char *>(text), hash, SHA_DIGEST_LENGTH);
    return text;
}

void takeRequest(int fd, std::string_view request)
{
    Peer &peer = peers[static_cast<size_t>(fd)];
    if (request.substr(0, 8) != "GET /ws/") {
        static const std::string Body =
            "{\"id\":5,\"username\":\"ana\",\"email\":\"ana@example.org\"}";
        static const std::string Answer =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
            + std::to_string(Body.size()) + "\r\n\r\n" + Body;
        send(fd, Answer);
        return;
    }
    peer.name = std::string(request.substr(8, request.find(' ', 8) - 8));
    const size_t key = request.find("Sec-WebSocket-Key: ") + 19;
    send(fd,
         "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
         "Sec-WebSocket-Accept: "
             + acceptKey(std::string(request.substr(key, request.find("\r\n", key) - key)))
             + "\r\n\r\n");
    peer.webSocket = true;
    sockets.push_back(fd);
}

void broadcast(const std::string &text)
{
    batch += '\x81';
    if (text.size() < 126) {
        batch += static_cast<char>(text.size());
    } else {
        batch += '\x7E';
        batch += static_cast<char>(text.size() >> 8);
        batch += static_cast<char>(text.size());
    }
    batch += text;
}

void takeFrames(int fd)
{
    Peer &peer = peers[static_cast<size_t>(fd)];
    size_t at = 0;
    while (peer.in.size() - at >= 6) {
        const auto *head = reinterpret_cast<const uint8_t *>(peer.in.data() + at);
        size_t size = head[1] & 0x7F;
        size_t header = 6;
        if (size == 126) {
            size = static_cast<size_t>(head[2]) << 8 | head[3];
            header = 8;
        }
        if (peer.in.size() - at < header + size)
            break;
        const char *mask = peer.in.data() + at + header - 4;
        std::string text = peer.in.substr(at + header, size);
        for (size_t i = 0; i < size; ++i)
            text[i] = static_cast<char>(text[i] ^ mask[i % 4]);
        if ((head[0] & 0x0F) == 1)
            broadcast("Client " + peer.name + " says: " + text);
        at += header + size;
    }
    peer.in.erase(0, at);
}

void readFrom(int fd)
{
    static std::vector<char> buffer(1 << 16);
    Peer &peer = peers[static_cast<size_t>(fd)];
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got <= 0)
        return drop(fd);
    peer.in.append(buffer.data(), static_cast<size_t>(got));
    size_t end = 0;
    while (!peer.webSocket && (end = peer.in.find("\r\n\r\n")) != std::string::npos) {
        const std::string request = peer.in.substr(0, end + 4);
        peer.in.erase(0, end + 4);
        takeRequest(fd, request);
    }
    if (peer.webSocket)
        takeFrames(fd);
}

int listenOn(int port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), sizeof address)
        || ::listen(listener, 4096)) {
        std::perror("listen");
        std::exit(1);
    }
    return listener;
}

} // namespace

int main(int argc, char **argv)
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    peers.resize(65'536);
    epoll = epoll_create1(0);
    const int listener = listenOn(argc > 1 ? std::atoi(argv[1]) : 8001);
    interest(listener, EPOLLIN, EPOLL_CTL_ADD);
    std::vector<epoll_event> events(1024);
    for (;;) {
        const int got = epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
        for (int i = 0; i < got; ++i) {
            const int fd = events[static_cast<size_t>(i)].data.fd;
            if (fd == listener) {
                const int peer = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK);
                const int on = 1;
                setsockopt(peer, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                peers[static_cast<size_t>(peer)].open = true;
                interest(peer, EPOLLIN, EPOLL_CTL_ADD);
                continue;
            }
            if (events[static_cast<size_t>(i)].events & EPOLLOUT)
                flush(fd);
            if (peers[static_cast<size_t>(fd)].open
                && events[static_cast<size_t>(i)].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
                readFrom(fd);
        }
        if (!batch.empty()) {
            for (const int fd : sockets)
                send(fd, batch);
            batch.clear();
        }
    }
}
