#!/bin/sh
# Leaves behind what it was called with.
set -eu
echo "$0 $*" > /called
pwd > /called-in
