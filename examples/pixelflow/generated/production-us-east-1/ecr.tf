# Written by rolewright from platform.yaml: change that file and generate again, not this one.

resource "aws_ecr_repository" "thumbnailer" {
  name                 = "thumbnailer"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  tags = {
    CostCenter = "4711"
    Team       = "imaging"
  }
}

resource "aws_ecr_lifecycle_policy" "thumbnailer" {
  repository = aws_ecr_repository.thumbnailer.name

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
        description  = "Keep the newest 50 tagged images"
        selection = {
          tagStatus      = "tagged"
          tagPatternList = ["*"]
          countType      = "imageCountMoreThan"
          countNumber    = 50
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}
