#!/bin/bash
set -e
update-alternatives --install /usr/bin/cc cc "/usr/bin/$COMPILER" 100
