# A RUN line of a Dockerfile, in a root of its own: what it writes goes to STAGE/upper, and this machine stands for the image
# that the stage begins with. Wants root.
#   stage.sh STAGE DIRECTORY COMMAND
set -eu
stage=$1 directory=$2 command=$3
root=$stage/root
mkdir -p "$stage/upper$directory" "$stage/work" "$root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$stage/upper,workdir=$stage/work" "$root"
mount --bind /dev "$root/dev"
mount -t proc proc "$root/proc"
# A JDK in a file system of its own is not in the overlay.
if ! [ -x "$root$JAVA_HOME/bin/java" ]; then
    mkdir -p "$root$JAVA_HOME"
    mount --rbind "$JAVA_HOME" "$root$JAVA_HOME"
fi
exec unshare --root="$root" --wd="$directory" sh -ec "$command"
