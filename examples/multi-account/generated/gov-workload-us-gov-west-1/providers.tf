# Written by rolewright from platform.yaml: change that file and generate again, not this one.

provider "aws" {
  region              = "us-gov-west-1"
  allowed_account_ids = ["555566667777"]

  assume_role {
    role_arn = "arn:aws-us-gov:iam::555566667777:role/terraform"
  }
}
