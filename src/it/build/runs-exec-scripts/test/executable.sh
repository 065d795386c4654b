#!/bin/sh
# Writes its name, its arguments and its working directory into the image.
set -eu
echo "$0 $*" > /called
pwd > /called-in
