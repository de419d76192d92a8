# Written by rolewright from platform.yaml: change that file and generate again, not this one.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["777788889999"]

  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/terraform"
  }
}
