# Changes the directory in allowed and in refused ways.
set -e
test ! -e ignored.txt
echo changed > 'changed in there.txt'
rm removed-in-there.txt
mkdir -p made/deep
echo new > made/deep/new.txt
ln made/deep/new.txt made/again.txt
ln -s deep/new.txt made/link
ln -s /etc/passwd leading-out
mkdir .git
echo evil > .git/config
rm link-to-outside
mkdir link-to-outside
echo evil > link-to-outside/evil.txt
echo "done in $PWD"
