# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "on_ec2" {
  name = "on-ec2"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "on_ec2" {
  cluster_name       = aws_ecs_cluster.on_ec2.name
  capacity_providers = [aws_ecs_capacity_provider.on_ec2.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.on_ec2.name
    weight            = 1
  }
}

resource "aws_ecs_cluster" "on_fargate" {
  name = "on-fargate"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "on_fargate" {
  cluster_name       = aws_ecs_cluster.on_fargate.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}
