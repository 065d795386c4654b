# Changes the cache directory in allowed and in refused ways. The argument is the name of the image.
set -e
cp -a /cache/from-the-host /in-the-image
test -e /cache/deep/link
test "$(stat -c %a:%u /cache/secret)" = 600:0
echo "by $1" > "/cache/$1"
mkdir -p /cache/shared/deep
echo "by either" > /cache/shared/deep/file
echo changed > /cache/changed
rm /cache/removed-in-there
ln -s /etc/passwd "/cache/leading-out-$1"
mkfifo "/cache/pipe-$1"
