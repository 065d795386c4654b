#!/bin/bash
set -eu
for package in "llvm-$LLVM_VERSION" ${QUOTED}; do echo "$package $VARIANT"; done
echo "$CI_JOB_NAME ${CI_MERGE_REQUEST_IID:-none} $DIR"
