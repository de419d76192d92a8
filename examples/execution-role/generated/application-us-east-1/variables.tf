# Written by rolewright from platform.yaml: change that file and generate again, not this one.

variable "kms_key_arn" {
  type        = string
  description = "ARN of the customer-managed key of the database secret; empty for the AWS managed key"
  default     = ""
  nullable    = false

  validation {
    condition = var.kms_key_arn == "" || can(regex(
      "^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$",
      var.kms_key_arn
    ))
    error_message = "The value of kms_key_arn must be the ARN of a KMS key, not of an alias, or \"\" for none."
  }
}
