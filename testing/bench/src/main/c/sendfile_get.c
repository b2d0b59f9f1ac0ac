/*
 * The floor of C-GET: sends the files of a directory as they are, each as a C-STORE-RQ, to whoever asks for anything by C-GET, with
 * sendfile(2) and without a check that a server would have to make. Serves one association at a time.
 *
 *     cc -O2 -o sendfile_get sendfile_get.c
 *     ./sendfile_get DIRECTORY
 *     ./sendfile_get --memory DIRECTORY
 *     ./sendfile_get --read DIRECTORY
 *     ./sendfile_get --map DIRECTORY
 *
 * With --memory it reads one of the files once, and sends that again and again for all of them, whole with one call of the system: no
 * server can send instances of this size faster over a socket. With --read it does the same, but reads each file before: files of one
 * size. With --map it maps each file, and sends the headers and what lies between them with one writev(2) for each, so that no file is
 * copied to a buffer of its own.
 *
 * It says "listening on 127.0.0.1:PORT". The files are DICOM files with the elements (0002,0000), (0002,0002) and (0002,0003) in
 * their file meta information; all have the first SOP class for which the peer would be the SCP.
 */
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { PDU_HEADER = 6, PDV_HEADER = 6, LONGEST_PDU = 1 << 20, MOST_FILES = 100000 };
enum { ASSOCIATE_RQ = 1, ASSOCIATE_AC = 2, P_DATA_TF = 4, RELEASE_RQ = 5, RELEASE_RP = 6 };
enum { COMMAND = 1, LAST = 2 };

struct instance {
    char *path;
    char class_uid[66];
    char uid[66];
    off_t offset;
    off_t length;
};

static struct instance files[MOST_FILES];
static int file_count;

/* What is done with each file. */
static enum { SENDFILE, FROM_MEMORY, READ, MAP } way;

static unsigned char in[LONGEST_PDU];
static uint32_t max_length;
static char contexts[256][66];

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static uint32_t be16(const unsigned char *at) { return at[0] << 8 | at[1]; }
static uint32_t be32(const unsigned char *at) { return be16(at) << 16 | be16(at + 2); }
static uint32_t le16(const unsigned char *at) { return at[0] | at[1] << 8; }
static uint32_t le32(const unsigned char *at) { return le16(at) | le16(at + 2) << 16; }

static unsigned char *put16(unsigned char *at, uint32_t value)
{
    at[0] = value >> 8;
    at[1] = value;
    return at + 2;
}

static unsigned char *put32(unsigned char *at, uint32_t value) { return put16(put16(at, value >> 16), value); }

static unsigned char *put_le(unsigned char *at, uint32_t value, int count)
{
    for (int i = 0; i < count; i++)
        *at++ = value >> 8 * i;
    return at;
}

/* The files. */

static void copy_uid(char *to, const unsigned char *from, uint32_t length)
{
    if (length > 64)
        length = 64;
    memcpy(to, from, length);
    to[length] = 0;
}

/* Reads the file meta information: Explicit VR Little Endian, all values before the transfer syntax with short lengths but for OB. */
static void look_at(const char *path)
{
    unsigned char head[1024];
    struct stat about;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &about) < 0)
        die(path);
    ssize_t length = read(fd, head, sizeof head);
    close(fd);
    if (length < 144 || memcmp(head + 128, "DICM", 4) != 0)
        return;
    if (file_count == MOST_FILES) {
        fprintf(stderr, "more than %d files\n", MOST_FILES);
        exit(1);
    }
    struct instance *file = &files[file_count++];
    file->offset = 144 + le32(head + 140);
    file->length = about.st_size - file->offset;
    file->path = strdup(path);
    for (ssize_t at = 144; at + 12 <= length && at < file->offset;) {
        int is_long = memcmp(head + at + 4, "OB", 2) == 0;
        uint32_t value = is_long ? le32(head + at + 8) : le16(head + at + 6);
        ssize_t start = at + (is_long ? 12 : 8);
        if (start + (ssize_t) value > length)
            break;
        if (le16(head + at + 2) == 2)
            copy_uid(file->class_uid, head + start, value);
        else if (le16(head + at + 2) == 3)
            copy_uid(file->uid, head + start, value);
        at = start + value;
    }
}

static void find_files(const char *directory)
{
    DIR *entries = opendir(directory);
    if (!entries)
        die(directory);
    for (struct dirent *entry; (entry = readdir(entries));) {
        char path[4096];
        struct stat about;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
            find_files(path);
        else
            look_at(path);
    }
    closedir(entries);
}

/* The connection. */

static void send_all(int fd, const unsigned char *bytes, size_t length, int flags)
{
    while (length > 0) {
        ssize_t sent = send(fd, bytes, length, flags);
        if (sent <= 0)
            die("send");
        bytes += sent;
        length -= sent;
    }
}

/* Sends pieces, which are used up: one call of the system takes UIO_MAXIOV of them, and may take less than it is given. */
static void send_pieces(int fd, struct iovec *piece, int count)
{
    while (count > 0) {
        ssize_t sent = writev(fd, piece, count < UIO_MAXIOV ? count : UIO_MAXIOV);
        if (sent <= 0)
            die("writev");
        for (; count > 0 && (size_t) sent >= piece->iov_len; piece++, count--)
            sent -= piece->iov_len;
        if (count > 0) {
            piece->iov_base = (char *) piece->iov_base + sent;
            piece->iov_len -= sent;
        }
    }
}

/* Reads a PDU; returns its type, 0 at the end. Small ones only: one call of the system mostly brings all of it. */
static int receive(int fd, uint32_t *length)
{
    static unsigned char buffered[65536];
    static size_t from, to;
    size_t have = 0, want = PDU_HEADER;
    while (have < want) {
        if (from == to) {
            ssize_t got = recv(fd, buffered, sizeof buffered, 0);
            if (got <= 0)
                return 0;
            from = 0;
            to = got;
        }
        size_t some = to - from < want - have ? to - from : want - have;
        memcpy(in + have, buffered + from, some);
        from += some;
        have += some;
        if (have == PDU_HEADER) {
            *length = be32(in + 2);
            if (*length > LONGEST_PDU - PDU_HEADER)
                return 0;
            want = PDU_HEADER + *length;
        }
    }
    return in[0];
}

/* Accepts every presentation context with its first transfer syntax, and every role that is proposed (PS3.8 Table 9-17, PS3.7 D.3). */
static void accept_association(int fd, uint32_t length)
{
    static unsigned char out[65536];
    unsigned char user[16384], *u = user, *o = out + 74;
    memcpy(out, in, 74);
    out[0] = ASSOCIATE_AC;
    max_length = 16384;
    u = put32(put16(put16(u, 0x5100), 4), LONGEST_PDU - PDU_HEADER);
    for (uint32_t at = 74; at + 4 <= PDU_HEADER + length; at += 4 + be16(in + at + 2)) {
        uint32_t end = at + 4 + be16(in + at + 2);
        if (in[at] == 0x10) {
            memcpy(o, in + at, end - at);
            o += end - at;
        } else if (in[at] == 0x20) {
            const unsigned char *abstract = in + at + 8;
            const unsigned char *transfer = abstract + 4 + be16(abstract + 2);
            uint32_t item = 4 + be16(transfer + 2);
            copy_uid(contexts[in[at + 4]], abstract + 4, be16(abstract + 2));
            o = put16(put16(o, 0x2100), 4 + item);
            *o++ = in[at + 4];
            *o++ = 0;
            *o++ = 0;
            *o++ = 0;
            memcpy(o, transfer, item);
            o += item;
        } else if (in[at] == 0x50) {
            for (uint32_t sub = at + 4; sub + 4 <= end; sub += 4 + be16(in + sub + 2)) {
                if (in[sub] == 0x51) {
                    max_length = be32(in + sub + 4);
                } else if (in[sub] == 0x52 || in[sub] == 0x54) {
                    memcpy(u, in + sub, 4 + be16(in + sub + 2));
                    u += 4 + be16(in + sub + 2);
                }
            }
        }
    }
    o = put16(put16(o, 0x5000), u - user);
    memcpy(o, user, u - user);
    o += u - user;
    put32(out + 2, o - out - PDU_HEADER);
    send_all(fd, out, o - out, 0);
}

static unsigned char *put_number(unsigned char *at, int element, int value)
{
    return put_le(put_le(put_le(put_le(at, 0, 2), element, 2), 2, 4), value, 2);
}

static unsigned char *put_uid(unsigned char *at, int element, const char *uid)
{
    size_t length = strlen(uid);
    at = put_le(put_le(put_le(at, 0, 2), element, 2), length + length % 2, 4);
    memcpy(at, uid, length + 1);
    return at + length + length % 2;
}

/* A command of elements that begin at out + 24, behind the headers and the group length; returns how long the PDU is. */
static size_t finish_command(unsigned char *out, unsigned char *end, int context)
{
    unsigned char *at = out;
    *at++ = P_DATA_TF;
    *at++ = 0;
    at = put32(put32(at, end - out - PDU_HEADER), end - out - PDU_HEADER - 4);
    *at++ = context;
    *at++ = COMMAND | LAST;
    put_le(put_le(put_le(at, 0, 4), 4, 4), end - out - 24, 4);
    return end - out;
}

static int context_of(const char *class_uid)
{
    for (int id = 1; id < 256; id += 2)
        if (strcmp(contexts[id], class_uid) == 0)
            return id;
    fprintf(stderr, "no presentation context for %s\n", class_uid);
    exit(1);
}

/* Makes the C-STORE-RQ of a file; returns how long its PDU is. */
static size_t store_rq(unsigned char *out, const struct instance *file, int context, int message)
{
    unsigned char *at = put_uid(out + 24, 0x0002, file->class_uid);
    at = put_number(at, 0x0100, 0x0001);
    at = put_number(at, 0x0110, message);
    at = put_number(at, 0x0700, 0);
    at = put_number(at, 0x0800, 0);
    at = put_uid(at, 0x1000, file->uid);
    return finish_command(out, at, context);
}

static off_t longest_fragment(void)
{
    return (max_length == 0 || max_length > LONGEST_PDU ? LONGEST_PDU : max_length) - PDV_HEADER;
}

static unsigned char *put_fragment_header(unsigned char *at, off_t fragment, int context, int control)
{
    *at++ = P_DATA_TF;
    *at++ = 0;
    at = put32(put32(at, fragment + PDV_HEADER), fragment + 2);
    *at++ = context;
    *at++ = control;
    return at;
}

/* Sends the first file, or another one of the same size, from memory. */
static void send_from_memory(int fd, const struct instance *file, int message)
{
    static unsigned char *bytes;
    static size_t length;
    int context = context_of(file->class_uid);
    if (!bytes || way == READ) {
        if (!bytes)
            bytes = malloc(1024 + file->length + (file->length / longest_fragment() + 1) * (PDU_HEADER + PDV_HEADER));
        unsigned char *at = bytes + store_rq(bytes, file, context, message);
        int from = open(file->path, O_RDONLY);
        for (off_t done = 0; done < file->length;) {
            off_t left = file->length - done, longest = longest_fragment();
            off_t fragment = left < longest ? left : longest;
            at = put_fragment_header(at, fragment, context, fragment == left ? LAST : 0);
            if (pread(from, at, fragment, file->offset + done) != fragment)
                die(file->path);
            at += fragment;
            done += fragment;
        }
        close(from);
        length = at - bytes;
    }
    unsigned char first[512];
    size_t command = store_rq(first, file, context, message);
    memcpy(bytes, first, command);
    send_all(fd, bytes, length, 0);
}

static void send_file(int fd, const struct instance *file, int message)
{
    unsigned char out[512];
    int context = context_of(file->class_uid);
    size_t length = store_rq(out, file, context, message);
    int from = open(file->path, O_RDONLY);
    if (from < 0)
        die(file->path);
    off_t offset = file->offset, left = file->length;
    off_t longest = longest_fragment();
    while (left > 0) {
        off_t fragment = left < longest ? left : longest;
        unsigned char *head = put_fragment_header(out + length, fragment, context, fragment == left ? LAST : 0);
        send_all(fd, out, head - out, MSG_MORE);
        length = 0;
        left -= fragment;
        while (fragment > 0) {
            ssize_t sent = sendfile(fd, from, &offset, fragment);
            if (sent <= 0)
                die("sendfile");
            fragment -= sent;
        }
    }
    close(from);
}

/* Sends a file from where it is mapped: the command and heads of PDUs lie in one place, and what belongs between them in the file. */
static void send_mapped(int fd, const struct instance *file, int message)
{
    static unsigned char *heads;
    static struct iovec *pieces;
    int context = context_of(file->class_uid), count = 0;
    size_t size = file->offset + file->length;
    off_t longest = longest_fragment(), most = file->length / longest + 1;
    heads = realloc(heads, 512 + most * (PDU_HEADER + PDV_HEADER));
    pieces = realloc(pieces, 2 * most * sizeof *pieces);
    int from = open(file->path, O_RDONLY);
    /* All pages at once: a fault for each sixteen of them takes a tenth longer. */
    unsigned char *mapped = mmap(NULL, size, PROT_READ, MAP_SHARED | MAP_POPULATE, from, 0);
    if (!heads || !pieces || mapped == MAP_FAILED)
        die(file->path);
    close(from);
    unsigned char *head = heads, *end = heads + store_rq(heads, file, context, message);
    for (off_t done = 0; done < file->length; head = end) {
        off_t left = file->length - done, fragment = left < longest ? left : longest;
        end = put_fragment_header(end, fragment, context, fragment == left ? LAST : 0);
        pieces[count++] = (struct iovec) {head, end - head};
        pieces[count++] = (struct iovec) {mapped + file->offset + done, fragment};
        done += fragment;
    }
    send_pieces(fd, pieces, count);
    munmap(mapped, size);
}

static void send_instance(int fd, int index, int message)
{
    if (way == SENDFILE)
        send_file(fd, &files[index], message);
    else if (way == MAP)
        send_mapped(fd, &files[index], message);
    else
        send_from_memory(fd, &files[way == READ ? index : 0], message);
}

/* The status of a C-STORE-RSP. */
static int status(uint32_t length)
{
    for (uint32_t at = 12; at + 10 <= PDU_HEADER + length; at += 8 + le32(in + at + 4))
        if (le16(in + at + 2) == 0x0900)
            return le16(in + at + 8);
    return -1;
}

static void serve_get(int fd, int context, int message)
{
    uint32_t length;
    for (int i = 0; i < file_count; i++) {
        send_instance(fd, i, i % 0xFFFF + 1);
        if (receive(fd, &length) != P_DATA_TF || status(length) != 0) {
            fprintf(stderr, "%s was not stored\n", files[i].path);
            exit(1);
        }
    }
    unsigned char out[512];
    unsigned char *at = put_uid(out + 24, 0x0002, contexts[context]);
    at = put_number(at, 0x0100, 0x8010);
    at = put_number(at, 0x0120, message);
    at = put_number(at, 0x0800, 0x0101);
    at = put_number(at, 0x0900, 0);
    send_all(fd, out, finish_command(out, at, context), 0);
}

/* The command of the request that is being received. */
static int requested = 1;

/* Looks at the fragments of a PDU; a request is whole with the last fragment of its identifier. */
static void receive_data(int fd, uint32_t length)
{
    for (uint32_t at = PDU_HEADER; at + PDV_HEADER <= PDU_HEADER + length;) {
        uint32_t end = at + 4 + be32(in + at);
        int context = in[at + 4], control = in[at + 5];
        if (control & COMMAND) {
            for (uint32_t e = at + PDV_HEADER; e + 10 <= end; e += 8 + le32(in + e + 4))
                if (le16(in + e + 2) == 0x0110)
                    requested = le16(in + e + 8);
        } else if (control & LAST) {
            serve_get(fd, context, requested);
            return;
        }
        at = end;
    }
}

static void serve(int fd)
{
    uint32_t length;
    for (int type; (type = receive(fd, &length)) != 0;) {
        if (type == ASSOCIATE_RQ) {
            accept_association(fd, length);
        } else if (type == P_DATA_TF) {
            receive_data(fd, length);
        } else if (type == RELEASE_RQ) {
            static const unsigned char release_rp[] = {RELEASE_RP, 0, 0, 0, 0, 4, 0, 0, 0, 0};
            send_all(fd, release_rp, sizeof release_rp, 0);
        } else {
            return;
        }
    }
}

int main(int count, char **arguments)
{
    static const char *const options[] = {[FROM_MEMORY] = "--memory", [READ] = "--read", [MAP] = "--map"};
    for (int i = FROM_MEMORY; count == 3 && i <= MAP; i++)
        if (strcmp(arguments[1], options[i]) == 0)
            way = i;
    if (count != (way == SENDFILE ? 2 : 3)) {
        fprintf(stderr, "usage: sendfile_get [--memory | --read | --map] DIRECTORY\n");
        return 2;
    }
    /* A peer that is gone is told by the call that sends, and not by the end of the process. */
    signal(SIGPIPE, SIG_IGN);
    find_files(arguments[count - 1]);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, sizeof address) < 0 || listen(listener, 16) < 0
        || getsockname(listener, (struct sockaddr *) &address, &length) < 0)
        die("listen");
    printf("listening on 127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int fd = accept(listener, NULL, NULL), on = 1;
        if (fd < 0)
            die("accept");
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        serve(fd);
        close(fd);
    }
}
