# Written by rolewright from platform.yaml: change that file and generate again, not this one.

variable "archive_bucket" {
  type        = string
  description = "Name of the bucket that keeps old invoices"
  nullable    = false

  validation {
    condition     = can(regex("^[^*?$]+$", var.archive_bucket))
    error_message = "The value of archive_bucket must be a name without wildcards or policy variables."
  }
}

variable "database_secret_arn" {
  type        = string
  description = "ARN of the secret with the database login"
  nullable    = false

  validation {
    condition     = can(regex("^arn:[a-z-]+:[a-z0-9-]+:[a-z0-9-]*:[a-z0-9]*:[^*?$]+$", var.database_secret_arn))
    error_message = "The value of database_secret_arn must be an ARN without wildcards or policy variables."
  }
}

variable "image_tag" {
  type        = string
  description = "Tag of the image to run"
  default     = "1.0.0"
  nullable    = false
}

variable "kms_key_arn" {
  type        = string
  description = "ARN of the customer-managed key of the service's secrets and table; empty for AWS managed keys"
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
