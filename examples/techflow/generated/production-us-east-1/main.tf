# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "production_cluster" {
  name = "production-cluster"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "production_cluster" {
  cluster_name       = aws_ecs_cluster.production_cluster.name
  capacity_providers = [aws_ecs_capacity_provider.production_cluster.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.production_cluster.name
    weight            = 1
  }
}
