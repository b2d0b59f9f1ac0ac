/*
 * The floor under a client: accepts the presentation contexts 1 (Verification) and 3 (CT Image Storage), and answers C-ECHO-RQ and
 * the last fragment of a data set with success, by answers that were made beforehand and get the Message ID of the request. Checks
 * nothing. One epoll loop for all connections.
 *
 *     cc -O2 -o answering_floor answering_floor.c
 *     ./answering_floor PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { PDU_HEADER = 6, P_DATA_HEADERS = 12, KEPT = 512, READ_AT_ONCE = 1 << 16, EVENTS = 512 };
enum { ASSOCIATE_RQ = 1, P_DATA_TF = 4, RELEASE_RQ = 5 };
enum { COMMAND = 1, LAST = 2 };
enum { VERIFICATION_CONTEXT = 1, STORAGE_CONTEXT = 3 };
enum { MESSAGE_ID = 0x0110, RESPONDED_TO = 0x0120 };

struct answer {
    unsigned char bytes[KEPT];
    size_t length;
    unsigned char *message_id;
};

struct connection {
    int fd;
    unsigned char kept[KEPT]; /* the beginning of the PDU */
    size_t have;
    size_t skip;
    unsigned char message_id[2];
};

static unsigned char in[READ_AT_ONCE];
static struct answer accepted, released, echoed, stored;

static uint32_t be32(const unsigned char *at) { return (uint32_t) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3]; }
static uint32_t le16(const unsigned char *at) { return at[0] | at[1] << 8; }
static uint32_t le32(const unsigned char *at) { return le16(at) | le16(at + 2) << 16; }

static unsigned char *put_be(unsigned char *at, uint32_t value, int count)
{
    for (int i = count; i-- > 0;)
        *at++ = value >> 8 * i;
    return at;
}

static unsigned char *put_le(unsigned char *at, uint32_t value, int count)
{
    for (int i = 0; i < count; i++)
        *at++ = value >> 8 * i;
    return at;
}

static unsigned char *put_item(unsigned char *at, int type, const void *content, size_t length)
{
    at = put_be(put_be(put_be(at, type, 1), 0, 1), length, 2);
    memcpy(at, content, length);
    return at + length;
}

static unsigned char *put_text(unsigned char *at, int type, const char *text)
{
    return put_item(at, type, text, strlen(text));
}

static unsigned char *put_context(unsigned char *at, int id, const char *transfer_syntax)
{
    unsigned char content[128] = {id, 0, 0, 0};
    unsigned char *end = put_text(content + 4, 0x40, transfer_syntax);
    return put_item(at, 0x21, content, end - content);
}

static void finish(struct answer *answer, int type, unsigned char *end)
{
    answer->length = end - answer->bytes;
    put_be(put_be(put_be(answer->bytes, type, 1), 0, 1), answer->length - PDU_HEADER, 4);
}

/* PS3.8 Table 9-17. */
static void make_acceptance(void)
{
    unsigned char user[128], length[4], *u = user, *at = accepted.bytes + PDU_HEADER;
    at = put_be(at, 1, 2) + 66;
    at = put_text(at, 0x10, "1.2.840.10008.3.1.1.1");
    at = put_context(at, VERIFICATION_CONTEXT, "1.2.840.10008.1.2");
    at = put_context(at, STORAGE_CONTEXT, "1.2.840.10008.1.2.1");
    put_be(length, READ_AT_ONCE, 4);
    u = put_item(u, 0x51, length, 4);
    u = put_text(u, 0x52, "2.25.173500192643480922214437204183046524125");
    finish(&accepted, 2, put_item(at, 0x50, user, u - user));
}

static unsigned char *put_number(unsigned char *at, int element, int value)
{
    return put_le(put_le(put_le(put_le(at, 0, 2), element, 2), 2, 4), value, 2);
}

/* PS3.7 Tables 9.3-13 and 9.3-2, of which only what must be there. */
static void make_response(struct answer *answer, int context, int command, const char *class_uid)
{
    unsigned char *at = answer->bytes + P_DATA_HEADERS + 12;
    size_t length = strlen(class_uid);
    at = put_le(put_le(put_le(at, 0, 2), 0x0002, 2), length + length % 2, 4);
    memcpy(at, class_uid, length);
    at = put_number(at + length + length % 2, 0x0100, command);
    answer->message_id = at + 8;
    at = put_number(at, RESPONDED_TO, 0);
    at = put_number(at, 0x0800, 0x0101);
    at = put_number(at, 0x0900, 0);
    unsigned char *begin = answer->bytes + P_DATA_HEADERS;
    put_le(put_le(put_le(begin, 0, 4), 4, 4), at - begin - 12, 4);
    begin = put_be(answer->bytes + PDU_HEADER, at - begin + 2, 4);
    put_be(put_be(begin, context, 1), COMMAND | LAST, 1);
    finish(answer, P_DATA_TF, at);
}

static int send_answer(struct connection *to, struct answer *answer)
{
    if (answer->message_id)
        memcpy(answer->message_id, to->message_id, 2);
    return send(to->fd, answer->bytes, answer->length, MSG_NOSIGNAL) == (ssize_t) answer->length ? 0 : -1;
}

/* Remembers the Message ID of a command set. */
static void look_at_command(struct connection *from)
{
    const unsigned char *end = from->kept + from->have;
    for (const unsigned char *at = from->kept + P_DATA_HEADERS; at + 10 <= end; at += 8 + le32(at + 4)) {
        if (le16(at + 2) == MESSAGE_ID) {
            memcpy(from->message_id, at + 8, 2);
            return;
        }
    }
}

/* A PDU has come, as far as it is kept. */
static int answer(struct connection *from)
{
    int context = from->kept[10], control = from->kept[11];
    switch (from->kept[0]) {
    case ASSOCIATE_RQ:
        return send_answer(from, &accepted);
    case RELEASE_RQ:
        return send_answer(from, &released);
    case P_DATA_TF:
        if (control & COMMAND) {
            look_at_command(from);
            return context == VERIFICATION_CONTEXT ? send_answer(from, &echoed) : 0;
        }
        return control & LAST ? send_answer(from, &stored) : 0;
    default:
        return -1;
    }
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* How much of the PDU is kept: its headers, and a command. */
static size_t wanted(const struct connection *of)
{
    if (of->have < PDU_HEADER || of->kept[0] != P_DATA_TF)
        return PDU_HEADER;
    if (of->have < P_DATA_HEADERS || !(of->kept[11] & COMMAND))
        return P_DATA_HEADERS;
    return least(KEPT, PDU_HEADER + be32(of->kept + 2));
}

/* Reads once, and answers what that completes. */
static int take(struct connection *from)
{
    ssize_t got = read(from->fd, in, sizeof in);
    if (got <= 0)
        return got < 0 && errno == EAGAIN ? 0 : -1;
    for (unsigned char *at = in, *end = in + got; at < end;) {
        size_t skipped = least(from->skip, end - at);
        at += skipped;
        from->skip -= skipped;
        while (from->skip == 0 && at < end && from->have < wanted(from)) {
            size_t some = least(wanted(from) - from->have, end - at);
            memcpy(from->kept + from->have, at, some);
            at += some;
            from->have += some;
            if (from->have == wanted(from))
                from->skip = PDU_HEADER + be32(from->kept + 2) - from->have;
        }
        if (from->skip == 0 && from->have >= PDU_HEADER && from->have == wanted(from)) {
            if (answer(from) < 0)
                return -1;
            from->have = 0;
        }
    }
    return 0;
}

static void accept_connection(int epoll, int listener)
{
    int on = 1;
    struct connection *made = calloc(1, sizeof *made);
    made->fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (made->fd < 0) {
        free(made);
        return;
    }
    setsockopt(made->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = made};
    epoll_ctl(epoll, EPOLL_CTL_ADD, made->fd, &event);
}

int main(int count, char **arguments)
{
    if (count != 2) {
        fprintf(stderr, "usage: answering_floor PORT\n");
        return 2;
    }
    make_acceptance();
    finish(&released, 6, released.bytes + PDU_HEADER + 4);
    make_response(&echoed, VERIFICATION_CONTEXT, 0x8030, "1.2.840.10008.1.1");
    make_response(&stored, STORAGE_CONTEXT, 0x8001, "1.2.840.10008.5.1.4.1.1.2");
    int epoll = epoll_create1(0), listener = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    address.sin_port = htons(atoi(arguments[1]));
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, 4096) < 0) {
        perror("listen");
        return 1;
    }
    struct epoll_event event = {.events = EPOLLIN}, events[EVENTS];
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            struct connection *of = events[i].data.ptr;
            if (!of) {
                accept_connection(epoll, listener);
            } else if (take(of) < 0) {
                close(of->fd);
                free(of);
            }
        }
    }
}
