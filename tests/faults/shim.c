/* Lets calls of the operating system fail, for files below one folder; notes sockets and files opened for writing.
   Built by tests/faults/shim.py, loaded with LD_PRELOAD, steered through ctypes from the program under test. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define FDS 65536
static char watched[FDS];
static char prefix[4096];
static long nth = 0, calls = 0;
static int code = 0, forever = 0, noted = -2;

void fault_watch(const char *folder) { strncpy(prefix, folder, sizeof prefix - 1); }
void fault_arm(long n, int error, int always) { calls = 0; nth = n; code = error; forever = always; }
long fault_calls(void) { return calls; }

static void note(const char *kind, const char *what) {
    char line[4600];
    if (noted == -2) {
        const char *path = getenv("FAULT_NOTES");
        int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
        noted = path ? real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    if (noted < 0) return;
    int length = snprintf(line, sizeof line, "%s %s\n", kind, what);
    ssize_t (*real_write)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
    if (length > 0) real_write(noted, line, (size_t)length);
}

static int is_watched(const char *path) { return prefix[0] && path && strncmp(path, prefix, strlen(prefix)) == 0; }
static int is_watched_fd(int fd) { return fd >= 0 && fd < FDS && watched[fd]; }
static int fails(void) {
    calls++;
    if (nth && (calls == nth || (forever && calls > nth))) { errno = code; return 1; }
    return 0;
}
static int keep(int fd, int is_ours) { if (fd >= 0 && fd < FDS) watched[fd] = (char)is_ours; return fd; }

#define REAL(name) static __typeof__(name) *real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define PATH_CALL(type, name, parameters, path, arguments) \
    type name parameters { REAL(name); if (is_watched(path) && fails()) return -1; return real arguments; }
#define FD_CALL(type, name, parameters, fd, arguments) \
    type name parameters { REAL(name); if (is_watched_fd(fd) && fails()) return -1; return real arguments; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; va_start(rest, flags); mode_t mode = (mode_t)va_arg(rest, int); va_end(rest); \
        int ours = is_watched(path); \
        if (ours && fails()) return -1; \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT)) note("write", path); \
        return keep(real(path, flags, mode), ours); \
    }
OPEN(open)
OPEN(open64)
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; va_start(rest, flags); mode_t mode = (mode_t)va_arg(rest, int); va_end(rest); \
        int ours = is_watched(path); \
        if (ours && fails()) return -1; \
        if (flags & (O_WRONLY | O_RDWR | O_CREAT)) note("write", path); \
        return keep(real(folder, path, flags, mode), ours); \
    }
OPENAT(openat)
OPENAT(openat64)
int close(int fd) { REAL(close); if (fd >= 0 && fd < FDS) watched[fd] = 0; return real(fd); }

FD_CALL(ssize_t, read, (int fd, void *to, size_t size), fd, (fd, to, size))
FD_CALL(ssize_t, pread, (int fd, void *to, size_t size, off_t at), fd, (fd, to, size, at))
FD_CALL(ssize_t, pread64, (int fd, void *to, size_t size, off64_t at), fd, (fd, to, size, at))
FD_CALL(ssize_t, write, (int fd, const void *from, size_t size), fd, (fd, from, size))
FD_CALL(ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at), fd, (fd, from, size, at))
FD_CALL(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at), fd, (fd, from, size, at))
FD_CALL(int, fsync, (int fd), fd, (fd))
FD_CALL(int, fdatasync, (int fd), fd, (fd))
FD_CALL(int, ftruncate, (int fd, off_t size), fd, (fd, size))
FD_CALL(int, ftruncate64, (int fd, off64_t size), fd, (fd, size))
FD_CALL(int, flock, (int fd, int how), fd, (fd, how))
FD_CALL(int, fstat, (int fd, struct stat *to), fd, (fd, to))
FD_CALL(int, fstat64, (int fd, struct stat64 *to), fd, (fd, to))
FD_CALL(int, fchmod, (int fd, mode_t mode), fd, (fd, mode))
FD_CALL(ssize_t, sendfile, (int to, int fd, off_t *at, size_t size), fd, (to, fd, at, size))
FD_CALL(ssize_t, sendfile64, (int to, int fd, off64_t *at, size_t size), fd, (to, fd, at, size))
PATH_CALL(int, stat, (const char *path, struct stat *to), path, (path, to))
PATH_CALL(int, stat64, (const char *path, struct stat64 *to), path, (path, to))
PATH_CALL(int, lstat, (const char *path, struct stat *to), path, (path, to))
PATH_CALL(int, lstat64, (const char *path, struct stat64 *to), path, (path, to))
PATH_CALL(int, access, (const char *path, int how), path, (path, how))
PATH_CALL(int, chmod, (const char *path, mode_t mode), path, (path, mode))
PATH_CALL(int, unlink, (const char *path), path, (path))
PATH_CALL(int, rmdir, (const char *path), path, (path))

int mkdir(const char *path, mode_t mode) {
    REAL(mkdir);
    if (is_watched(path) && fails()) return -1;
    note("write", path);
    return real(path, mode);
}
int rename(const char *from, const char *to) {
    REAL(rename);
    if (is_watched(to) && fails()) return -1;
    note("write", to);
    return real(from, to);
}
int socket(int family, int type, int protocol) {
    REAL(socket);
    if (family == AF_INET || family == AF_INET6) { note("socket", family == AF_INET ? "AF_INET" : "AF_INET6"); errno = EACCES; return -1; }
    return real(family, type, protocol);
}
