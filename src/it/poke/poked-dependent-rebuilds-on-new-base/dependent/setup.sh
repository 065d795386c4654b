#!/bin/sh
set -e
cp /when /when-the-base-was-built
