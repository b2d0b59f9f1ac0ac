# A command as a container runs it: process 1 of its own name space, another user than root without a way back, and nothing
# to write to but the volume /data. Wants root.
#   run.sh ROOT VOLUME UID GID DIRECTORY COMMAND...
set -eu
root=$1 volume=$2 uid=$3 gid=$4 directory=$5
shift 5
mount --bind "$root" "$root"
mount --bind "$volume" "$root/data"
mount -t proc proc "$root/proc"
for device in null random urandom zero; do
    mount --bind "/dev/$device" "$root/dev/$device"
done
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs unshare --root="$root" --wd="$directory" --setgid="$gid" --setuid="$uid" "$@"
