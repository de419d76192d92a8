# Written by rolewright from platform.yaml: change that file and generate again, not this one.

output "repository_urls" {
  description = "URLs of the ECR repositories, by the repository's key"
  value = {
    "orders-gov" = aws_ecr_repository.orders_gov.repository_url
  }
}
