"""What moto's server accepts and then forgets, kept as AWS keeps it. Each fix is named with its reason in emulator-gaps.json."""

import threading

from botocore import xform_name
from moto.ec2.models import launch_templates, security_groups, subnets
from moto.ecs import responses as ecs

CUSTOM_ID = "_custom_id_"
chosen = threading.local()

# Parameters of CreateService that DescribeServices gives back; the second list is given back by the deployment.
OF_SERVICE = [
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
]
OF_DEPLOYMENT = [
    "capacityProviderStrategy",
    "serviceConnectConfiguration",
    "volumeConfigurations",
]


def wanted_id(tags):
    """The id in the tags of a request, which are flat or by resource type."""
    tags = tags or {}
    nested = [entry for entry in tags.values() if isinstance(entry, dict)]
    return next((entry[CUSTOM_ID] for entry in [tags, *nested] if CUSTOM_ID in entry), None)


def with_chosen_ids(backend, method, module, generator):
    """Makes `backend.method` use the id of its tag `_custom_id_` where it would have called `module.generator`."""
    create, generate = getattr(backend, method), getattr(module, generator)

    def create_with_id(self, *args, **kwargs):
        outer = getattr(chosen, "id", None)
        chosen.id = wanted_id(kwargs.get("tags"))
        try:
            return create(self, *args, **kwargs)
        finally:
            chosen.id = outer

    setattr(backend, method, create_with_id)
    setattr(module, generator, lambda: getattr(chosen, "id", None) or generate())


def keep_service_settings():
    create = ecs.EC2ContainerServiceResponse.create_service
    configuration = "deploymentConfiguration"

    def create_service(self):
        answer = create(self)
        service = answer.result["service"]
        service.enable_execute_command = service.enable_ecs_managed_tags = False
        for name in [*OF_SERVICE, configuration]:
            value = self._get_param(name)
            if value is not None:
                setattr(service, xform_name(name), value)
        if self._get_param("capacityProviderStrategy"):
            service.launch_type = None
        for deployment in service.deployments:
            for name in OF_DEPLOYMENT:
                deployment[name] = self._get_param(name)
        return answer

    ecs.EC2ContainerServiceResponse.create_service = create_service


def keep_template_tags_out_of_versions():
    """The tags of a launch template are not among the tags of what is launched from it."""
    backend = launch_templates.LaunchTemplateBackend
    create = backend.create_launch_template

    def create_launch_template(self, name, description, template_data, tag_spec):
        tags = template_data.get("TagSpecifications", [])
        launched = [tag for tag in tags if tag["ResourceType"] != "launch-template"]
        data = {**template_data, **({"TagSpecifications": launched} if tags else {})}
        return create(self, name, description, data, tag_spec)

    backend.create_launch_template = create_launch_template


def fix():
    with_chosen_ids(subnets.SubnetBackend, "create_subnet", subnets, "random_subnet_id")
    with_chosen_ids(
        security_groups.SecurityGroupBackend,
        "create_security_group",
        security_groups,
        "random_security_group_id",
    )
    keep_service_settings()
    keep_template_tags_out_of_versions()
