# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    "base-image" = aws_ecr_repository.base_image.repository_url
    orders       = aws_ecr_repository.orders.repository_url
  }
}
