#!/bin/bash
set -e
echo "built for ${IMAGE_TAG} in ${CI_PROJECT_PATH}"
