/** `states`: from what its items name to ARNs. */
import { type Text, text } from "../../iam/text";
import { error } from "../../problem";
import { arnAt, findHere, type ResourceNaming } from "./identifier";
import { findKey } from "./key";
import { about, given, type IntentResolver } from "./resolved-item";

const machine: ResourceNaming = {
  called: "state machine",
  service: "states",
  resource: /^stateMachine:([A-Za-z0-9_.-]{1,80})$/,
  name: /^[A-Za-z0-9_.-]{1,80}$/,
  names: "at most 80 letters, digits, `_`, `.` and `-`",
  form: (name) => text`stateMachine:${name}`,
  example: "arn:aws:states:us-east-1:111122223333:stateMachine:orders",
};

/** Executions of a state machine. Codes: those of `findHere` and `findKey`; invalid-value when executions are wanted and only Terraform knows the ARN. */
export const states: IntentResolver<"states"> = (spec, itemContext, can) => {
  const { scope, path } = itemContext;
  const found = findHere(spec.machine, "machine", machine, itemContext, spec);
  const key = found && findKey(spec.key, found.place, itemContext);
  if (found === undefined || key === undefined) return undefined;
  const executions = can.some((verb) => verb === "describe" || verb === "stop");
  if (executions && found.id === undefined) {
    const help =
      "executions carry the machine's name in their ARN: write `machine: { var: name }` with a variable that holds the name";
    scope.report(
      error("invalid-value", [...path, "machine"], "the name of the machine is hidden in a variable that holds its ARN", help),
    );
    return undefined;
  }
  const execution = executions ? [arnAt(found.place, machine, text`execution:${found.id ?? ""}:*`)] : undefined;
  return { ...about(found), resources: given<readonly Text[]>({ machine: [found.arn], execution }), ...key };
};
