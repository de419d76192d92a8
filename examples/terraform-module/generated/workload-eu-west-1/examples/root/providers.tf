# A root that calls the module, to start from.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["123456789012"]
}
