#!/bin/bash
# Proves what exec is given, and makes the user that the image is set up for.
set -eu
printf '%s\n' "$@" > /exec-arguments
printf '%s\n' "$PWD" "$HOME" > /exec-directories
test "$SOME_TOKEN" = "s3cret value of the job"
echo "the token is $SOME_TOKEN"
curl --version
wget --version
useradd --create-home builder
