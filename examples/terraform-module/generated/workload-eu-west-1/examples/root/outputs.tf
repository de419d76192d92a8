# A root that calls the module, to start from.

output "execution_role_arns" {
  description = "ARNs of the execution roles, by service"
  value       = module.workload_eu_west_1.execution_role_arns
}

output "task_role_arns" {
  description = "ARNs of the task roles, by service; role overrides as `service/override`"
  value       = module.workload_eu_west_1.task_role_arns
}
