/*
 * The cheapest receiver of C-GET: asks for the same study again and again, each time over an association of its own, answers each
 * C-STORE-RQ with success, and has the kernel throw the data sets away (MSG_TRUNC), so that what is measured is who sends.
 *
 *     cc -O2 -o discarding_get discarding_get.c
 *     ./discarding_get PORT MILLISECONDS ASSOCIATE_RQ GET_RQ STORE_RSP RELEASE_RQ
 *
 * The last four are what is sent, in hexadecimal digits; the message ID of the C-STORE-RSP is replaced. It says how many instances and
 * bytes of data sets came, and in how many microseconds.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PDU_HEADER = 6, PDV_HEADER = 6, LONGEST = 1 << 20 };
enum { ASSOCIATE_AC = 2, P_DATA_TF = 4, RELEASE_RP = 6 };
enum { COMMAND = 1, LAST = 2 };
enum { C_STORE_RQ = 0x0001, PENDING = 0xFF00 };
enum { COMMAND_FIELD = 0x0100, MESSAGE_ID = 0x0110, RESPONDED_TO = 0x0120, STATUS = 0x0900 };

struct bytes {
    unsigned char *at;
    size_t length;
};

static unsigned char in[LONGEST];
static uint64_t instances, received;

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static uint32_t be32(const unsigned char *at)
{
    return (uint32_t) at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}
static uint32_t le16(const unsigned char *at) { return at[0] | at[1] << 8; }
static uint32_t le32(const unsigned char *at) { return le16(at) | le16(at + 2) << 16; }

static struct bytes from_hex(const char *digits)
{
    struct bytes made = {malloc(strlen(digits) / 2 + 1), strlen(digits) / 2};
    for (size_t i = 0; i < made.length; i++) {
        unsigned int value;
        if (sscanf(digits + 2 * i, "%2x", &value) != 1)
            fail("not in hexadecimal digits");
        made.at[i] = value;
    }
    return made;
}

static void send_all(int fd, struct bytes what)
{
    for (size_t done = 0; done < what.length;) {
        ssize_t sent = send(fd, what.at + done, what.length - done, MSG_NOSIGNAL);
        if (sent <= 0)
            fail("cannot send");
        done += sent;
    }
}

/* Takes so many bytes; with MSG_TRUNC they come nowhere. */
static void take(int fd, unsigned char *to, size_t length, int flags)
{
    while (length > 0) {
        ssize_t got = recv(fd, to, length, flags | MSG_WAITALL);
        if (got <= 0)
            fail("the connection was closed");
        length -= got;
        if (!(flags & MSG_TRUNC))
            to += got;
    }
}

/* Returns the length of what follows the header of a PDU. */
static uint32_t expect(int fd, int type)
{
    take(fd, in, PDU_HEADER, 0);
    if (in[0] != type)
        fail("another PDU came than was expected");
    return be32(in + 2);
}

/* Returns where the value of an element of a command set is; nothing if it is not there. */
static unsigned char *element(unsigned char *from, unsigned char *end, uint32_t number)
{
    for (unsigned char *at = from; at + 10 <= end && le32(at + 4) <= (uint32_t) (end - at - 8); at += 8 + le32(at + 4))
        if (le16(at + 2) == number)
            return at + 8;
    return NULL;
}

static unsigned char *needed(unsigned char *from, unsigned char *end, uint32_t number)
{
    unsigned char *value = element(from, end, number);
    if (!value)
        fail("a command without what it must have");
    return value;
}

/* Retrieves once. */
static void retrieve(int fd, struct bytes get, struct bytes stored)
{
    unsigned char *answered = needed(stored.at + PDU_HEADER + PDV_HEADER, stored.at + stored.length, RESPONDED_TO);
    send_all(fd, get);
    for (;;) {
        for (uint32_t left = expect(fd, P_DATA_TF); left >= PDV_HEADER;) {
            take(fd, in, PDV_HEADER, 0);
            uint32_t length = be32(in) - 2;
            int control = in[5];
            if (length > left - PDV_HEADER || length > LONGEST)
                fail("a fragment that is longer than its PDU");
            left -= PDV_HEADER + length;
            if (control & COMMAND) {
                take(fd, in, length, 0);
                if (le16(needed(in, in + length, COMMAND_FIELD)) == C_STORE_RQ) {
                    memcpy(answered, needed(in, in + length, MESSAGE_ID), 2);
                } else if (le16(needed(in, in + length, STATUS)) != PENDING) {
                    if (le16(needed(in, in + length, STATUS)) != 0)
                        fail("the final status is not success");
                    return;
                }
            } else {
                take(fd, in, length, MSG_TRUNC);
                received += length;
                if (control & LAST) {
                    instances++;
                    send_all(fd, stored);
                }
            }
        }
    }
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t) time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

int main(int count, char **arguments)
{
    if (count != 7) {
        fprintf(stderr, "usage: discarding_get PORT MILLISECONDS ASSOCIATE_RQ GET_RQ STORE_RSP RELEASE_RQ\n");
        return 2;
    }
    struct bytes associate = from_hex(arguments[3]), get = from_hex(arguments[4]);
    struct bytes stored = from_hex(arguments[5]), release = from_hex(arguments[6]);
    int64_t begun = now(), end = begun + (int64_t) atoi(arguments[2]) * 1000;
    do {
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        address.sin_port = htons(atoi(arguments[1]));
        int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
        if (fd < 0 || connect(fd, (struct sockaddr *) &address, sizeof address) < 0)
            fail("cannot connect");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        send_all(fd, associate);
        take(fd, in, expect(fd, ASSOCIATE_AC), 0);
        retrieve(fd, get, stored);
        send_all(fd, release);
        take(fd, in, expect(fd, RELEASE_RP), 0);
        close(fd);
    } while (now() < end);
    printf("%" PRIu64 " %" PRIu64 " %" PRId64 "\n", instances, received, now() - begun);
    return 0;
}
