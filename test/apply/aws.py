"""Calls of AWS APIs through boto3: reads them as JSON from standard input, prints their answers as JSON.

Input: {"endpoint", "region", "role"?, "calls": [{"service", "method", "params"}]}; with `role` the calls are made as that role.
Output, in order: [{"answer": {...}} or {"error": "NoSuchEntity: ..."}].
"""

import base64
import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError


def session(endpoint, region, role):
    """Any key is the emulator's default account; the keys of an assumed role are those of the role's account."""
    base = boto3.Session("testing", "testing", region_name=region)
    if role is None:
        return base
    sts = base.client("sts", endpoint_url=endpoint)
    keys = sts.assume_role(RoleArn=role, RoleSessionName="apply")["Credentials"]
    return boto3.Session(
        keys["AccessKeyId"],
        keys["SecretAccessKey"],
        keys["SessionToken"],
        region_name=region,
    )


def plain(value):
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return str(value)


def main():
    task = json.load(sys.stdin)
    own = session(task["endpoint"], task["region"], task.get("role"))
    config = Config(retries={"total_max_attempts": 2}, s3={"addressing_style": "path"})
    clients, answers = {}, []
    for call in task["calls"]:
        service = call["service"]
        if service not in clients:
            clients[service] = own.client(
                service, endpoint_url=task["endpoint"], config=config
            )
        try:
            answer = getattr(clients[service], call["method"])(**call["params"])
            answer.pop("ResponseMetadata", None)
            answers.append({"answer": answer})
        except ClientError as problem:
            error = problem.response["Error"]
            answers.append({"error": f"{error['Code']}: {error['Message']}"})
    json.dump(answers, sys.stdout, default=plain)


if __name__ == "__main__":
    main()
