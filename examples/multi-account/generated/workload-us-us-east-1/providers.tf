# Written by rolewright from platform.yaml: change that file and generate again, not this one.

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["444455556666"]

  assume_role {
    role_arn = "arn:aws:iam::444455556666:role/terraform"
  }
}
