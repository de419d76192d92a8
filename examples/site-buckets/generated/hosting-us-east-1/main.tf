# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "sites" {
  name = "sites"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = {
    CostCenter = "8100"
  }
}

resource "aws_ecs_cluster_capacity_providers" "sites" {
  cluster_name       = aws_ecs_cluster.sites.name
  capacity_providers = [aws_ecs_capacity_provider.sites.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.sites.name
    weight            = 1
  }
}
