# A root that calls the module, to start from.

resource "aws_kms_key" "kms" {
  description         = "Customer-managed key for kms_key_arn of the module"
  enable_key_rotation = true
}

module "workload_eu_west_1" {
  source = "../.."

  archive_bucket      = "sample-1"
  database_secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:sample-2-AbCdEf"
  kms_key_arn         = aws_kms_key.kms.arn
}
