#!/bin/bash
# Writes the environment of exec into the image, and creates the user of the image.
set -eu
printf '%s\n' "$@" > /exec-arguments
printf '%s\n' "$PWD" "$HOME" > /exec-directories
test "$SOME_TOKEN" = "s3cret value of the job"
echo "the token is $SOME_TOKEN"
curl --version
wget --version
useradd --create-home builder
