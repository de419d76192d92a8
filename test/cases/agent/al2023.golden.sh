#!/bin/bash
set -euo pipefail

cat <<'EOF' >> /etc/ecs/ecs.config
ECS_CLUSTER=production
ECS_ENABLE_TASK_IAM_ROLE=true
ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
ECS_AWSVPC_BLOCK_IMDS=true
EOF
