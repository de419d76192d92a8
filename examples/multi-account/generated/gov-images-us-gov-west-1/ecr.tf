# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecr_repository" "orders_gov" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "orders_gov" {
  repository = aws_ecr_repository.orders_gov.name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Expire untagged images after 14 days"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = 14
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}

resource "aws_ecr_repository_policy" "orders_gov" {
  repository = aws_ecr_repository.orders_gov.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let the execution role of service `orders-gov` pull; asked for by orders-gov: image
      {
        Sid    = "PullByExecutionRoles"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws-us-gov:iam::555566667777:root"
        }
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws-us-gov:iam::555566667777:role/orders-orders-gov-execution"
          }
        }
      },
    ]
  })
}
