"""Starts moto's server on a free port of the loopback interface, prints the port, and ends when standard input does.

The networks of the examples have ids that AWS would have chosen. moto chooses others, so a subnet or security group
that is created with the tag `_custom_id_` (moto's own convention for other services) gets that id.
"""

import sys
import threading

from moto.ec2.models import security_groups, subnets
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

CUSTOM_ID = "_custom_id_"
chosen = threading.local()


def wanted_id(tags):
    """The id in the tags of a request; they come flat, or by resource type."""
    flat = tags or {}
    for entry in flat.values():
        if isinstance(entry, dict) and CUSTOM_ID in entry:
            return entry[CUSTOM_ID]
    return flat.get(CUSTOM_ID)


def with_chosen_ids(backend, method, module, generator):
    """Makes `backend.method` use the id of its `tags` where it would have called `module.generator`."""
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


def main():
    with_chosen_ids(subnets.SubnetBackend, "create_subnet", subnets, "random_subnet_id")
    with_chosen_ids(
        security_groups.SecurityGroupBackend,
        "create_security_group",
        security_groups,
        "random_security_group_id",
    )
    server = make_server(
        "127.0.0.1",
        0,
        DomainDispatcherApplication(create_backend_app),
        threaded=True,
        request_handler=MotoRequestHandler,
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
