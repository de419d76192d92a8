#!/bin/bash
set -euo pipefail

cat <<'EOF' >> /etc/ecs/ecs.config
ECS_CLUSTER=production
ECS_ENABLE_TASK_IAM_ROLE=true
ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true
ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true
ECS_AWSVPC_BLOCK_IMDS=true
ECS_ENABLE_SPOT_INSTANCE_DRAINING=true
ECS_AVAILABLE_LOGGING_DRIVERS=["json-file","awslogs"]
ECS_CONTAINER_INSTANCE_TAGS={"Caf\u00e9":"","Team":"orders + more"}
ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM=ec2_instance
ECS_INSTANCE_ATTRIBUTES={"com.example/rack":"a 1","stack":"prod"}
ECS_IMAGE_PULL_BEHAVIOR=always
ECS_RESERVED_MEMORY=256
EOF

# Containers in bridge mode must not reach the instance metadata, and so the container instance role.
iptables --wait --new-chain DOCKER-USER 2>/dev/null || true
iptables --wait --check DOCKER-USER --in-interface docker+ --destination 169.254.169.254/32 --jump DROP 2>/dev/null ||
  iptables --wait --insert DOCKER-USER 1 --in-interface docker+ --destination 169.254.169.254/32 --jump DROP
dnf install --assumeyes iptables-services
iptables-save > /etc/sysconfig/iptables
systemctl enable iptables
