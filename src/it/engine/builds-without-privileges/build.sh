set -e
echo "$SOME_TOKEN" | wc -c >/built
curl --version | head -n 1
echo cached >/cache/file
(sleep 1000 &)
