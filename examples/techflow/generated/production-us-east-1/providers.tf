# Written by rolewright from platform.yaml: change that file and generate again, not this one.

provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["123456789012"]
}
