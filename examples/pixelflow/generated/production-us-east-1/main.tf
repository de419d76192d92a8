# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecs_cluster" "images" {
  name = "images"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_ecs_cluster_capacity_providers" "images" {
  cluster_name       = aws_ecs_cluster.images.name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]

  default_capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }
}

resource "aws_ecs_cluster" "images_ec2" {
  name = "images-ec2"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_ecs_cluster_capacity_providers" "images_ec2" {
  cluster_name       = aws_ecs_cluster.images_ec2.name
  capacity_providers = [aws_ecs_capacity_provider.images_ec2.name]

  default_capacity_provider_strategy {
    capacity_provider = aws_ecs_capacity_provider.images_ec2.name
    weight            = 1
  }
}

# a bucket has one policy: this one replaces any other
resource "aws_s3_bucket_policy" "pixelflow_raw_photos" {
  bucket = "pixelflow-raw-photos"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # keep principals outside the organization out of the bucket; asked for by bucket pixelflow-raw-photos;
      # wildcard: the refusal covers every action and every object
      {
        Sid       = "DenyOutsideOrganization"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::pixelflow-raw-photos", "arn:aws:s3:::pixelflow-raw-photos/*"]
        Condition = {
          StringNotEquals = {
            "aws:PrincipalOrgID" = "o-a1b2c3d4e5"
          }
          BoolIfExists = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
    ]
  })
}

# a bucket has one policy: this one replaces any other
resource "aws_s3_bucket_policy" "pixelflow_thumbnails" {
  bucket = "pixelflow-thumbnails"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # keep principals outside the organization out of the bucket; asked for by bucket pixelflow-thumbnails;
      # wildcard: the refusal covers every action and every object
      {
        Sid       = "DenyOutsideOrganization"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = ["arn:aws:s3:::pixelflow-thumbnails", "arn:aws:s3:::pixelflow-thumbnails/*"]
        Condition = {
          StringNotEquals = {
            "aws:PrincipalOrgID" = "o-a1b2c3d4e5"
          }
          BoolIfExists = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
    ]
  })
}
