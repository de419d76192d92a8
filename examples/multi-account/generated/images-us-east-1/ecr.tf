# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecr_repository" "base_image" {
  name                 = "base-image"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "base_image" {
  repository = aws_ecr_repository.base_image.name

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

resource "aws_ecr_repository_policy" "base_image" {
  repository = aws_ecr_repository.base_image.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let every principal of the organization pull; asked for by repository base-image: pull.organization
      {
        Sid       = "PullByOrganization"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = "o-a1b2c3d4e5"
          }
        }
      },
    ]
  })
}

resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  }
}

resource "aws_ecr_lifecycle_policy" "orders" {
  repository = aws_ecr_repository.orders.name

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
      {
        rulePriority = 2
        description  = "Keep the newest 100 tagged images"
        selection = {
          tagStatus      = "tagged"
          tagPatternList = ["*"]
          countType      = "imageCountMoreThan"
          countNumber    = 100
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}

resource "aws_ecr_repository_policy" "orders" {
  repository = aws_ecr_repository.orders.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # let the execution role of service `orders-us` pull; asked for by orders-us: image
      {
        Sid    = "PullByExecutionRoles"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::444455556666:root"
        }
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::444455556666:role/orders-orders-us-execution"
          }
        }
      },
      # let the execution role of service `orders-eu` pull; asked for by orders-eu: image
      {
        Sid    = "PullByExecutionRoles2"
        Effect = "Allow"
        Principal = {
          AWS = "arn:aws:iam::777788889999:root"
        }
        Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = {
          ArnEquals = {
            "aws:PrincipalArn" = "arn:aws:iam::777788889999:role/workloads/orders-orders-eu-execution"
          }
        }
      },
    ]
  })
}
